import {
  BackupFault,
  type DumpSource,
  type LoadResult,
  type Profile,
  type ScratchServer,
} from '../contracts';
import { dumpSource } from './dumpSource';
import type { RestoreContext } from './restoreAndVerify';

/** Loads every dump of one restore, in order, and records the stages that held. */
export async function loadDumps(
  server: ScratchServer,
  context: RestoreContext,
  workDir: string,
  profile: Profile | undefined,
): Promise<LoadResult[]> {
  const { record, log, signal, dependencies, request } = context;
  const emit = dependencies.onEvent ?? (() => {});
  const loads: LoadResult[] = [];
  let before = 0;
  for (const dump of context.restore.loads) {
    const start = before;
    const source = await dumpSource(dump, context, workDir);
    const began = performance.now();
    log.note('loading', { name: dump.name, kind: dump.kind });
    const loading = server.load(source, {
      signal,
      // Which tables of a database beside the named profile's are core, nobody knows yet.
      tier: request.tier === 'quick' && !profile ? 'full' : request.tier,
      tuning: request.tuning,
      coreTables: profile?.core.map(({ table }) => table),
      onProgress: ({ bytes, totalBytes, table }) =>
        emit({
          type: 'progress',
          phase: 'load',
          bytes: start + bytes,
          totalBytes,
          note: table,
        }),
    });
    const load = await loading.catch(async (fault: unknown) => {
      if (fault instanceof BackupFault) await readToEnd(source, signal);
      throw fault;
    });
    before += load.bytes;
    loads.push(load);
    log.note('loaded', {
      name: dump.name,
      seconds: (performance.now() - began) / 1000,
      bytes: load.bytes,
      path: load.path,
    });
  }
  record.pass('opened', before, null);
  record.pass('client-commands', 0, 0);
  record.pass('loaded', loads.length, context.restore.loads.length, [
    ...new Set(loads.map(load => `by ${load.path}`)),
  ]);
  return loads;
}

/**
 * Throws the fault of the wrappers around a dump that could not be loaded:
 * decompressors hand on damaged bytes before they notice, and what a server or
 * scanner makes of those is a consequence, or a false alarm.
 */
async function readToEnd(source: DumpSource, signal: AbortSignal) {
  const stream = await source.open?.({ signal });
  // Read for its end only.
  for await (const chunk of stream ?? []) Buffer.byteLength(chunk);
}
