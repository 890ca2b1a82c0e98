import type { SelfTestReport } from '@emr-backup/plugin-emr-backup-node';

const WORDS = { caught: 'caught', missed: 'MISSED', 'not-made': 'not made' };

/** Prints a self-test on stdout: as one JSON document, or to be read. */
export function printSelfTest(report: SelfTestReport, json: boolean) {
  const text = json ? JSON.stringify(report, null, 2) : describe(report);
  process.stdout.write(`${text}\n`);
}

function describe(report: SelfTestReport): string {
  const { control, faults } = report;
  if (control.outcome !== 'passed')
    return `NOTHING PROVEN: the backup itself did not pass (${control.reason.code}: ${control.reason.message})`;
  const made = report.caught + report.missed;
  return [
    `${report.missed === 0 ? 'ALL CAUGHT' : 'MISSED SOME'}: ${
      report.caught
    } of ${made} broken backups were caught; ${
      report.notMade
    } could not be made from this one.`,
    '',
    ...faults.map(
      fault =>
        `  ${WORDS[fault.status].padEnd(8)}  ${fault.title} (${fault.id}): ${
          fault.reason ? `${fault.outcome}, ${fault.reason}` : fault.detail
        }`,
    ),
  ].join('\n');
}
