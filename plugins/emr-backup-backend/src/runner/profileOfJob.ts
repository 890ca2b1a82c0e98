import type { ProfileCatalog } from '@emr-backup/plugin-emr-backup-node';
import type { KnownJob } from '../inventory';

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
