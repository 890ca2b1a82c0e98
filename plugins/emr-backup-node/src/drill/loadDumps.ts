import type { LoadResult, ScratchServer } from '../contracts';
import { dumpSource } from './dumpSource';
import type { RestoreContext } from './restoreAndVerify';

/** Loads every dump of one restore, in order, and records the stages that held. */
export async function loadDumps(
  server: ScratchServer,
  context: RestoreContext,
  workDir: string,
): Promise<LoadResult[]> {
  const { record, signal, dependencies } = context;
  const emit = dependencies.onEvent ?? (() => {});
  const loads: LoadResult[] = [];
  let before = 0;
  for (const dump of context.restore.loads) {
    const start = before;
    const source = await dumpSource(dump, context, workDir);
    const load = await server.load(source, {
      signal,
      onProgress: ({ bytes, totalBytes, table }) =>
        emit({
          type: 'progress',
          phase: 'load',
          bytes: start + bytes,
          totalBytes,
          note: table,
        }),
    });
    before += load.bytes;
    loads.push(load);
  }
  record.pass('opened', before, null);
  record.pass('client-commands', 0, 0);
  record.pass('loaded', loads.length, context.restore.loads.length, [
    ...new Set(loads.map(load => `by ${load.path}`)),
  ]);
  return loads;
}
