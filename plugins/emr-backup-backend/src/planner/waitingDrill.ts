import type { TimetableJob } from './Timetable';
import type { WaitingDrill } from './turns';

/** An entry of the timetable as one who waits for its turn. */
export const waitingDrill = (job: TimetableJob): WaitingDrill => ({
  jobRef: job.jobRef,
  clinic: job.clinicRef,
  vendor: job.operatedBy,
  store: job.store,
  pool: job.pool,
  engine: job.engine,
  dueAt: Date.parse(job.dueAt ?? job.nextAt ?? ''),
  provenAt: job.provenAt === null ? 0 : Date.parse(job.provenAt),
  expectedSeconds: job.expectedSeconds,
});
