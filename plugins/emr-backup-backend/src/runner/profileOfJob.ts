import type { ProfileCatalog } from '@emr-backup/plugin-emr-backup-node';
import type { KnownJob } from '../inventory';
import type { DrillRoute } from '../queue';

/** The profile the job names, else the one of its server's product when there is one, else whatever is recognized. */
export function profileOfJob(
  job: KnownJob,
  profiles: ProfileCatalog,
): string | undefined {
  const named = job.spec.drill?.profile;
  if (named) return named;
  return job.product && profiles.names().includes(job.product)
    ? job.product
    : undefined;
}

/** The pool of a job that names none, and of a runner that names none. */
export const DEFAULT_POOL = 'default';

/** Who may run a drill of the job. Without a profile only its files will tell the engine. */
export function routeOfJob(
  job: KnownJob,
  profiles: ProfileCatalog,
): DrillRoute {
  const profile = profileOfJob(job, profiles);
  const known = profile !== undefined && profiles.names().includes(profile);
  return {
    pool: job.spec.drill?.pool ?? DEFAULT_POOL,
    engine: known ? profiles.get(profile).engine : null,
  };
}
