import type { CustomTypesConfig } from 'pg';

const BOOL = 16;
const INT8 = 20;
const INT2 = 21;
const INT4 = 23;
const OID = 26;
const FLOAT4 = 700;
const FLOAT8 = 701;
const DATE = 1082;
const TIMESTAMPTZ = 1184;
const NUMERIC = 1700;

/** A number when a number can hold it, else a bigint. */
function whole(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/** A number when it says the same as the text, else the text. */
function decimal(text: string): string | number {
  if (/^-?\d+(\.0+)?$/.test(text)) {
    const number = Number(text);
    return Number.isSafeInteger(number) ? number : text;
  }
  return String(Number(text)) === text ? Number(text) : text;
}

const PARSERS: Record<number, (text: string) => string | number | bigint> = {
  [BOOL]: text => (text === 't' ? 1 : 0),
  [INT2]: Number,
  [INT4]: Number,
  [OID]: Number,
  [INT8]: whole,
  [FLOAT4]: Number,
  [FLOAT8]: Number,
  [NUMERIC]: decimal,
  [DATE]: text => (/^\d{4,}-\d\d-\d\d$/.test(text) ? `${text} 00:00:00` : text),
  // The session's zone is UTC, so the offset says nothing.
  [TIMESTAMPTZ]: text => text.replace(/\+00$/, ''),
};

/** How values come out of a verification query: numbers where safe, instants as text, all else as PostgreSQL prints it. */
export const scratchTypes = {
  getTypeParser: (oid: number) => PARSERS[oid] ?? ((text: string) => text),
} as CustomTypesConfig;
