import type { KnownJob } from '../inventory';
import { routeOfJob } from '../runner';
import { missingRunner, type RunnerRegistry } from '../runners';
import { jobProblems } from '../standing';
import type { Foundation } from './foundation';

/** What this process lacks that no runner has either, and runners that are not there. */
export async function drillProblems(
  { stores, keys, profiles }: Foundation,
  runners: RunnerRegistry,
): Promise<(job: KnownJob) => { code: string; message: string }[]> {
  const living = await runners.living();
  return job => {
    const route = routeOfJob(job, profiles);
    const problems = jobProblems(job, { stores, keys }).filter(
      ({ code }) =>
        // A key may lie at the runner alone, near the data.
        code !== 'key-unavailable' ||
        !living.some(
          ({ pools, keys: held }) =>
            pools.includes(route.pool) && held.includes(job.spec.key ?? ''),
        ),
    );
    const missing = missingRunner(route, living);
    return missing
      ? [...problems, { code: 'no-runner', message: missing.message }]
      : problems;
  };
}
