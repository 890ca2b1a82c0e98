import type { DrillRoute } from './DrillQueue';

const PREFIX = 'drills';
const ANY_ENGINE = 'any';

/** The name of the queue of a route: pg-boss hands out by queue, not by what is in a job. */
export const queueOfRoute = ({ pool, engine }: DrillRoute): string =>
  [PREFIX, plain(pool), engine === null ? ANY_ENGINE : plain(engine)].join('/');

/** What a runner of these pools with these engines may take. */
export function routesOf(
  pools: readonly string[],
  engines: readonly string[],
): DrillRoute[] {
  return pools.flatMap(pool =>
    [...engines, null].map(engine => ({ pool, engine })),
  );
}

/** Names in the catalog may hold anything; names of queues may not. Two names never become one. */
function plain(name: string): string {
  return name.replace(
    /[^A-Za-z0-9_-]/g,
    letter => `.${letter.codePointAt(0)?.toString(16)}.`,
  );
}
