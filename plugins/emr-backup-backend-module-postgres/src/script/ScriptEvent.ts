/** One piece of an SQL script, in the order it was written. */
export type ScriptEvent =
  | { type: 'statement'; sql: Buffer; line: number }
  | { type: 'rows'; data: Buffer }
  | { type: 'rows-end'; line: number }
  /** `inside` a statement: nothing after it can be told apart any more. */
  | { type: 'command'; text: string; line: number; inside: boolean }
  /** `COPY … FROM stdin;` with something behind it on its line. */
  | { type: 'garbled'; line: number }
  | { type: 'comment'; text: string; line: number };
