import { parse, unparse } from 'papaparse';
import {
  DRAFT_FIELDS,
  emptyDraft,
  type ClinicDraft,
  type DraftFieldId,
} from './clinicDraft';

/** One data row of a file; the first one is row 1. */
export interface CsvRow {
  row: number;
  draft: ClinicDraft;
}

/** What a CSV file says, or why it cannot be read. */
export interface CsvDrafts {
  rows: CsvRow[];
  /** Columns nobody knows, by name. */
  unknown: string[];
  /** Required columns that are not there. */
  missing: DraftFieldId[];
  /** Rows that are no CSV, with what is wrong. */
  broken: { row: number; message: string }[];
}

/** Heads are compared without case, spaces, hyphens and underscores: `Clinic title` is `clinicTitle`. */
const plain = (head: string) =>
  head.toLocaleLowerCase('en-US').replace(/[^a-z]/g, '');

const IDS = new Map(DRAFT_FIELDS.map(({ id }) => [plain(id), id]));

/** Reads a CSV text with commas, semicolons or tabs, with or without a byte-order mark. */
export function csvDrafts(text: string): CsvDrafts {
  const parsed = parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', ';', '\t'],
  });
  const heads = parsed.meta.fields ?? [];
  const present = new Set(heads.map(head => IDS.get(plain(head))));
  return {
    rows: parsed.data.map((record, index) => ({
      row: index + 1,
      draft: draftOf(record),
    })),
    unknown: heads.filter(head => head !== '' && !IDS.has(plain(head))),
    missing: DRAFT_FIELDS.filter(
      ({ id, required }) => required && !present.has(id),
    ).map(({ id }) => id),
    broken: parsed.errors
      // One column needs no delimiter; everything else loses a value.
      .filter(({ code }) => code !== 'UndetectableDelimiter')
      .map(({ row, message }) => ({ row: (row ?? 0) + 1, message })),
  };
}

/** A file to start from: the columns and one example. */
export function csvTemplate(): string {
  return unparse([
    DRAFT_FIELDS.map(({ id }) => id),
    DRAFT_FIELDS.map(({ id, example }) => (id === 'every' ? '' : example)),
  ]);
}

function draftOf(record: Record<string, string>): ClinicDraft {
  const draft = emptyDraft();
  for (const [head, value] of Object.entries(record)) {
    const id = IDS.get(plain(head));
    if (id && typeof value === 'string') draft[id] = value.trim();
  }
  return draft;
}
