import type { Backend } from '@backstage/backend-app-api';

/**
 * Starts a backend, or ends the process. Backstage only logs that a start
 * failed and lets the process live: one that runs no drills, removes nothing a
 * killed one left, and that no service manager would ever start again.
 */
export async function startOrEnd(backend: Pick<Backend, 'start'>) {
  try {
    await backend.start();
  } catch (error) {
    const kind = error instanceof Error ? error.message : String(error);
    process.stderr.write(`The start failed: ${kind}\n`);
    process.exit(1);
  }
}
