import type { DrillDesk } from '../drills';
import {
  ChangedJobs,
  DrillEstimates,
  DrillPlanner,
  DrillPlanReader,
  PlannerLease,
  TimetableKeeper,
} from '../planner';
import { routeOfJob } from '../runner';
import { ScheduleDesk } from '../schedule';
import type { Foundation } from './foundation';
import type { ReadingRooms } from './readingRooms';
import type { HouseServices } from './services';

/** The rooms where it is decided what runs when. */
export interface PlanningRooms {
  planner: DrillPlanner;
  schedules: ScheduleDesk;
  plans: DrillPlanReader;
}

/** Inventory, standings and runners → timetable → planner → drill desk. */
export function buildPlanningRooms(
  { knex, settings, profiles }: Foundation,
  { known, jobs, timetable, runners, holds }: ReadingRooms,
  {
    desk,
    mark,
    logger,
  }: { desk: DrillDesk; mark: string } & Pick<HouseServices, 'logger'>,
): PlanningRooms {
  const { limits } = settings.drills;
  return {
    planner: new DrillPlanner({
      lease: PlannerLease.create(knex, mark),
      changed: ChangedJobs.create(knex),
      keeper: new TimetableKeeper({
        known,
        jobs,
        estimates: DrillEstimates.create(knex),
        timetable,
        routeOf: job => routeOfJob(job, profiles),
      }),
      timetable,
      runners,
      desk,
      limits,
      logger,
    }),
    plans: new DrillPlanReader({ timetable, runners, limits }),
    schedules: new ScheduleDesk({ inventory: known, jobs, holds, desk }),
  };
}
