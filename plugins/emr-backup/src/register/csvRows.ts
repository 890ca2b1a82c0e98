import type { RegistrationResult } from '@emr-backup/plugin-emr-backup-common';
import { withNames } from './clinicDraft';
import type { CsvDrafts, CsvRow } from './csvDrafts';
import { draftEntities, type RawEntity } from './draftEntities';

/** One row of a file as the preview shows it. */
export interface PreviewRow {
  row: number;
  clinic: string;
  server: string;
  job: string;
  problems: string[];
}

/** `Clinic lakeside`, as problems name an entity. */
const nameOf = ({ kind, metadata }: RawEntity) => `${kind} ${metadata.name}`;

/**
 * The entities of all rows. A clinic with two servers has two rows that say the
 * same of the clinic: it is one entity then. Rows that contradict each other
 * stay two, and the check names them.
 */
export function csvEntities(rows: readonly CsvRow[]): RawEntity[] {
  const seen = new Set<string>();
  return rows
    .flatMap(({ draft }) => draftEntities(draft))
    .filter(entity => {
      const text = JSON.stringify(entity);
      if (seen.has(text)) return false;
      seen.add(text);
      return true;
    });
}

/** Each row with what is wrong with it, from the file itself and from the check. */
export function previewRows(
  { rows, broken }: CsvDrafts,
  result: RegistrationResult | undefined,
): PreviewRow[] {
  return rows.map(({ row, draft }) => {
    const named = withNames(draft);
    const own = new Set(draftEntities(draft).map(nameOf));
    return {
      row,
      clinic: named.clinicTitle || named.clinicName,
      server: named.serverName,
      job: named.jobName,
      problems: [
        ...broken
          .filter(fault => fault.row === row)
          .map(({ message }) => message),
        ...(result?.problems ?? [])
          .filter(({ entity }) => own.has(entity))
          .map(({ entity, message }) => `${entity}: ${message}`),
      ],
    };
  });
}
