import { tell, type RecoveryStep } from '@emr-backup/plugin-emr-backup-common';
import { TARGET_DATABASE, type KitFacts } from './KitFacts';

/** Enough to see that the copy is whole, few enough to be done by hand. */
const TABLES = 8;

/** How to see by hand what the drill saw, and what no drill sees. */
export function checkSteps(facts: KitFacts): RecoveryStep[] {
  return [...countStep(facts), ...documentStep(facts), ...lastStep(facts)];
}

function countStep({ report, coreTables }: KitFacts): RecoveryStep[] {
  if (!report?.engine) return [];
  const rows = Object.entries(report.counts.rows);
  const isCore = (name: string) =>
    coreTables.includes(name.split('.').at(-1) ?? name);
  const chosen = rows
    .sort(
      ([one, few], [other, many]) =>
        Number(isCore(other)) - Number(isCore(one)) || many - few,
    )
    .slice(0, TABLES);
  if (chosen.length === 0) return [];
  const client =
    report.engine.name === 'mariadb'
      ? `mariadb ${TARGET_DATABASE} --execute=`
      : `psql --no-psqlrc ${TARGET_DATABASE} --command=`;
  const newest = report.newestRecord
    ? ` The newest record it found was of ${report.newestRecord.at} (${report.newestRecord.from}).`
    : '';
  return [
    {
      code: 'count',
      title: 'Check what came out',
      detail: `The last passed drill counted ${chosen
        .map(([name, count]) => `${count} rows in ${name}`)
        .join(
          ', ',
        )}. A newer backup has as many or a few more; far fewer is a reason to stop.${newest}`,
      told: [
        tell('kit-counted', {
          tables: chosen.map(([name, count]) => `${name} (${count})`),
        }),
        ...(report.newestRecord
          ? [
              tell('kit-newest-record', {
                day: report.newestRecord.at,
                from: report.newestRecord.from,
              }),
            ]
          : []),
      ],
      commands: chosen.map(
        ([name]) => `${client}'SELECT COUNT(*) FROM ${name}'`,
      ),
    },
  ];
}

function documentStep({ report }: KitFacts): RecoveryStep[] {
  const documents = report?.documents;
  if (!documents) return [];
  return [
    {
      code: 'documents',
      title: 'Bring back the documents',
      detail: `The drill found ${documents.found} of the ${documents.referenced} documents the database names. Copy the documents of the backup to where the EMR looks for them, with the same owner and permissions as before.`,
      told: [
        tell('kit-documents', {
          found: documents.found,
          referenced: documents.referenced,
        }),
      ],
      commands: [],
    },
  ];
}

function lastStep({ report }: KitFacts): RecoveryStep[] {
  const gaps = report?.notProven ?? [];
  // A check that was not asked stands in the report as its title and detail.
  const skipped = (report?.checks ?? []).filter(({ title, detail }) =>
    gaps.includes(`${title}: ${detail}`),
  );
  const said = skipped.map(({ title, detail }) => `${title}: ${detail}`);
  const others = gaps.filter(gap => !said.includes(gap));
  return [
    {
      code: 'start',
      title: 'Start the EMR on the copy',
      detail: [
        'Let somebody from the clinic look up a known patient, an appointment of the last days and a document before anybody writes into it.',
        ...(gaps.length > 0
          ? [`No drill has proved: ${gaps.join('; ')}.`]
          : []),
      ].join(' '),
      told: [
        tell('kit-look-up'),
        ...(others.length > 0
          ? [tell('kit-not-proven', { gaps: others })]
          : []),
        ...(skipped.length > 0
          ? [tell('kit-not-asked', { checks: skipped.map(({ id }) => id) })]
          : []),
      ],
      commands: [],
    },
  ];
}
