import type { DrillEvent } from '@emr-backup/plugin-emr-backup-node';

/** Tells on stderr which phase begins. */
export function narratePhases(event: DrillEvent) {
  if (event.type === 'phase' && event.state === 'running')
    process.stderr.write(`${event.phase}…\n`);
}

/** Tells on stderr every line of the drill's log, as the drill's page shows them. */
export function narrateLog(event: DrillEvent) {
  if (event.type !== 'log') return;
  const { at, level, phase, message } = event.line;
  process.stderr.write(
    `${at} ${level.padEnd(5)} ${(phase ?? '').padEnd(6)} ${message}\n`,
  );
}
