import type { Knex } from 'knex';
import { CustodyStore } from '../../plugins/emr-backup-backend/src/custody';
import {
  DrillStore,
  type DrillDesk,
} from '../../plugins/emr-backup-backend/src/drills';
import { InventoryStore } from '../../plugins/emr-backup-backend/src/inventory';
import { ObservationStore } from '../../plugins/emr-backup-backend/src/observation';
import {
  ChangedJobs,
  DrillEstimates,
  DrillPlanner,
  DrillPlanReader,
  PlannerLease,
  Timetable,
  TimetableKeeper,
} from '../../plugins/emr-backup-backend/src/planner';
import { RunnerRegistry } from '../../plugins/emr-backup-backend/src/runners';
import {
  HoldStore,
  readScheduleFacts,
} from '../../plugins/emr-backup-backend/src/schedule';
import { JobReader } from '../../plugins/emr-backup-backend/src/standing';
import { quietLogger } from '../queue/quietLogger';

const LIMITS = { perClinic: 1, perVendor: 8, perStore: 8 };

/** The planner as a portal has it, but for the desk: nothing is queued. */
export function plannerRooms(knex: Knex) {
  const known = InventoryStore.create(knex);
  const timetable = Timetable.create(knex);
  const runners = RunnerRegistry.create(knex, { lostAfterSeconds: 120 });
  const desk: Pick<DrillDesk, 'startByRef'> = {
    startByRef: async () => {
      throw new Error('Nothing is queued in a measurement.');
    },
  };
  return {
    plans: new DrillPlanReader({ timetable, runners, limits: LIMITS }),
    planner: new DrillPlanner({
      lease: PlannerLease.create(knex, 'bench'),
      changed: ChangedJobs.create(knex),
      keeper: new TimetableKeeper({
        known,
        timetable,
        estimates: DrillEstimates.create(knex),
        routeOf: () => ({ pool: 'default', engine: 'mariadb' }),
        jobs: new JobReader({
          observations: ObservationStore.create(knex),
          drills: DrillStore.create(knex),
          custody: CustodyStore.create(knex),
          schedules: readScheduleFacts(HoldStore.create(knex), timetable),
          problems: async () => () => [],
        }),
      }),
      timetable,
      runners,
      desk: desk as DrillDesk,
      limits: LIMITS,
      logger: quietLogger(),
    }),
  };
}
