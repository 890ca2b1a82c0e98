import type { DrillRecord } from './drillRecord';
import type { PhaseClock } from './phaseClock';
import { removeScratchDirectory } from './scratchDirectory';

/** Removes the drill's scratch, always, and records whether it is gone. */
export async function wipe(options: {
  scratch: string | undefined;
  keep: boolean;
  clock: PhaseClock;
  record: DrillRecord;
}): Promise<void> {
  const { scratch, record } = options;
  if (scratch === undefined) {
    record.wiped = true;
    return;
  }
  if (options.keep) {
    record.kept(scratch);
    return;
  }
  try {
    await options.clock.run('wipe', () => removeScratchDirectory(scratch));
    record.wiped = true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    record.wipeFailed(scratch, code);
  }
}
