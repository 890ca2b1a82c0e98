import type {
  CheckStatus,
  DrillReport,
  RestoreTier,
  ServerTuning,
} from '@emr-backup/plugin-emr-backup-common';

const WORDS: Record<CheckStatus, string> = {
  pass: 'held',
  fail: 'FAILED',
  warn: 'warning',
  skip: 'not asked',
};

const TIERS: Record<RestoreTier, string> = {
  quick: 'quick: the rows of the core tables; proves no restore',
  data: 'data: all rows, no secondary indexes or foreign keys; proves no restore',
  full: 'full',
};
const TUNINGS: Record<ServerTuning, string> = {
  throwaway: 'on a tuned throwaway server: a real recovery takes longer',
  default: 'at default server settings',
};

/** Prints a report on stdout: as one JSON document, or to be read. */
export function printReport(report: DrillReport, json: boolean) {
  const text = json ? JSON.stringify(report, null, 2) : describe(report);
  process.stdout.write(`${text}\n`);
}

function describe(report: DrillReport): string {
  const { artifact, engine, profile, timings } = report;
  const lines = [
    `${report.outcome.toLocaleUpperCase('en-US')}${
      report.tier === 'full' ? '' : ` (tier ${report.tier})`
    }: ${report.reason.message}`,
    '',
    `tier      ${TIERS[report.tier]}`,
    `artifact  ${artifact.files
      .map(file => `${file.path} (${file.bytes} bytes)`)
      .join(', ')}`,
    `format    ${artifact.format.join(' > ') || 'unknown'}`,
    `taken     ${artifact.takenAt ?? 'unknown'}`,
    `engine    ${
      engine ? `${engine.name} ${engine.server ?? '(not started)'}` : 'none'
    }`,
    `profile   ${
      profile
        ? `${profile.name}${profile.recognised ? ' (recognised)' : ''}`
        : 'none'
    }`,
    `tables    ${report.counts.tables}`,
    `newest    ${
      report.newestRecord
        ? `${report.newestRecord.at} (${report.newestRecord.from})`
        : 'unknown'
    }`,
    `time      ${timings.total} s ${TUNINGS[report.tuning]}`,
    `wiped     ${report.wiped ? 'yes' : 'NO'}`,
    '',
    ...report.checks.map(
      check =>
        `  ${WORDS[check.status].padEnd(9)}  ${check.title}: ${check.detail}`,
    ),
  ];
  if (report.notProven.length > 0)
    lines.push('', 'Not proven:', ...report.notProven.map(one => `  ${one}`));
  return lines.join('\n');
}
