import type { DrillLog } from './drillLog';
import type { DrillRecord } from './drillRecord';
import type { PhaseClock } from './phaseClock';
import { removeScratchDirectory } from './scratchDirectory';

/** Removes the drill's scratch, always, and records whether it is gone. */
export async function wipe(options: {
  scratch: string | undefined;
  keep: boolean;
  clock: PhaseClock;
  record: DrillRecord;
  log: DrillLog;
}): Promise<void> {
  const { scratch, record, clock, log } = options;
  if (scratch === undefined) {
    record.wiped = true;
    return;
  }
  if (options.keep) {
    record.kept(scratch);
    log.note('kept');
    return;
  }
  try {
    await clock.run('wipe', () => removeScratchDirectory(scratch));
    record.wiped = true;
    log.note('wiped', { seconds: clock.seconds('wipe') });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    record.wipeFailed(scratch, code);
    log.note('wipe-failed', { error: code });
  }
}
