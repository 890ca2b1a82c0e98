import { z } from 'zod';
import { DRILL_PHASES, type DrillPhase } from './drillReport';

/** How a line of a drill's log is meant. @public */
export const DRILL_LOG_LEVELS = ['info', 'warn', 'error'] as const;
/** How a line of a drill's log is meant. @public */
export type DrillLogLevel = (typeof DRILL_LOG_LEVELS)[number];

/**
 * Every sentence a drill's log can say. Nothing else is ever written into one:
 * no output of a tool, no restored value, no command line. Codes are added,
 * never renamed. A number named `bytes` or `seconds` is written as such.
 * @public
 */
export const DRILL_LOG_SENTENCES = {
  begun: 'Attempt {{attempt}} begins on {{host}}.',
  'store-listed': 'Backups found in the store {{store}}: {{backups}}.',
  'chosen-newest': 'Chose the newest one: {{name}}, {{bytes}}.',
  'chosen-random': 'Chose one at random, as the job asks: {{name}}, {{bytes}}.',
  'tier-in-part': 'Restores in part (tier {{tier}}): this proves no restore.',
  'tuning-default':
    'Measures a recovery: a server at its default settings, loaded by a single stream.',
  fetched: 'Files read from the store: {{files}}, {{bytes}} in {{seconds}}.',
  opened: 'Opened in {{seconds}}: {{format}}.',
  'opened-how': 'How it was opened: {{how}}.',
  planned: 'Dumps to restore: {{dumps}}; other files: {{files}}.',
  superseded: 'Older dumps that a newer one replaces: {{dumps}}.',
  documents: 'Documents found beside the database: {{documents}}.',
  booted: 'Started a scratch server in {{seconds}}: {{engine}} {{version}}.',
  'booted-physical':
    'Started a scratch server on the physical backup in {{seconds}}: {{engine}} {{version}}.',
  loading: 'Loading {{name}} ({{kind}}).',
  loaded: 'Loaded {{name}} in {{seconds}}: {{bytes}} by {{path}}.',
  'loaded-again':
    'The profile {{profile}} needs settings that hold from the first table on: the copy is loaded again.',
  inspected:
    'Structure of the copy: tables {{tables}}, indexes {{indexes}}, constraints {{constraints}}, views {{views}}, routines {{routines}}, triggers {{triggers}}.',
  'profile-named': 'Judged by the named profile {{profile}}.',
  'profile-recognised': 'Recognised by its tables: profile {{profile}}.',
  counted: 'Rows counted: {{rows}} in tables: {{tables}}.',
  'check-pass': 'Check held: {{check}}.',
  'check-fail': 'Check failed: {{check}}.',
  'check-warn': 'Check warns: {{check}}.',
  'check-skip': 'Check not asked: {{check}}.',
  'check-broken': 'Check that could not be asked: {{check}}.',
  stopped: 'The phase stopped after {{seconds}}.',
  wiped: 'Wiped in {{seconds}}: nothing of the copy is left.',
  kept: 'The copy was kept on request.',
  'wipe-failed':
    'The scratch directory could not be removed ({{error}}): it holds a restored copy.',
  'verdict-passed': 'Passed: {{message}}',
  'verdict-failed': 'The backup is bad: {{message}}',
  'verdict-error': 'Could not judge: {{message}}',
  'verdict-cancelled': 'Cancelled: {{message}}',
  'interrupted-shutdown':
    'The runner was shut down in the middle of the drill, which was wiped.',
  'interrupted-lost':
    'The runner was given up for lost and stopped the drill, which was wiped.',
  'interrupted-cut-off':
    'The runner was cut off from the database and stopped the drill, which was wiped.',
  'runner-lost': 'The runner on {{host}} fell silent; the drill was ended.',
  'log-full': 'The log is full: what follows is left out, but for the end.',
} as const;

/** Which sentence a line of a drill's log is. @public */
export type DrillLogCode = keyof typeof DRILL_LOG_SENTENCES;

const LEVELS: Partial<Record<DrillLogCode, DrillLogLevel>> = {
  'tier-in-part': 'warn',
  'loaded-again': 'warn',
  'check-fail': 'error',
  'check-warn': 'warn',
  'check-broken': 'error',
  stopped: 'error',
  kept: 'warn',
  'wipe-failed': 'error',
  'verdict-failed': 'error',
  'verdict-error': 'error',
  'verdict-cancelled': 'warn',
  'interrupted-shutdown': 'warn',
  'interrupted-lost': 'warn',
  'interrupted-cut-off': 'warn',
  'runner-lost': 'error',
  'log-full': 'warn',
};

/** One line as it is written. @public */
export const drillLogEntrySchema = z.object({
  /** By the clock of the machine that ran the drill. */
  at: z.string(),
  level: z.enum(DRILL_LOG_LEVELS),
  /** Null before the first phase and after the last. */
  phase: z.enum(DRILL_PHASES).nullable(),
  /** A {@link DrillLogCode}; a newer runner may write one that is not known here. */
  code: z.string(),
  /** What stands in the sentence: names and measures, never a restored value. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The whole sentence, in English. */
  message: z.string(),
});
/** One line as it is written. @public */
export type DrillLogEntry = z.infer<typeof drillLogEntrySchema>;

/** One line of a drill's log as it is read. @public */
export const drillLogLineSchema = drillLogEntrySchema.extend({
  /** Counts from 1 in the order the lines were written. */
  number: z.number().int(),
});
/** One line of a drill's log as it is read. @public */
export type DrillLogLine = z.infer<typeof drillLogLineSchema>;

/** Lines of a drill's log, oldest first. @public */
export const drillLogSchema = z.object({ items: z.array(drillLogLineSchema) });
/** Lines of a drill's log, oldest first. @public */
export type DrillLog = z.infer<typeof drillLogSchema>;

/** Which lines of a drill's log to read: those after a number; 0 for all. @public */
export const drillLogQuerySchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
});
/** Which lines of a drill's log to read, before defaults. @public */
export type DrillLogQuery = z.input<typeof drillLogQuerySchema>;

/** Longer than any sentence of ours; the name of a file may be longer. */
const LONGEST_TEXT = 300;

/** One line without control characters, so that a file's name cannot break out of it. */
function oneLine(text: string): string {
  const clean = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return clean.length > LONGEST_TEXT
    ? `${clean.slice(0, LONGEST_TEXT - 1)}…`
    : clean;
}

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'];

function written(name: string, value: string | number): string {
  if (typeof value === 'string') return value;
  if (name === 'seconds')
    return `${Number(value.toFixed(value < 1 ? 2 : 1))} s`;
  if (name !== 'bytes') return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
  const size = Math.min(
    Math.floor(Math.log10(Math.max(value, 1)) / 3),
    SIZES.length - 1,
  );
  return `${Math.round((value / 1000 ** size) * 10) / 10} ${SIZES[size]}`;
}

/** Makes one line of a drill's log, now. @public */
export function drillLogEntry(
  code: DrillLogCode,
  values: Record<string, string | number> = {},
  phase: DrillPhase | null = null,
): DrillLogEntry {
  const kept = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? oneLine(value) : value,
    ]),
  );
  return {
    at: new Date().toISOString(),
    level: LEVELS[code] ?? 'info',
    phase,
    code,
    values: kept,
    message: DRILL_LOG_SENTENCES[code].replace(
      /\{\{(\w+)\}\}/g,
      (_, name: string) => written(name, kept[name] ?? ''),
    ),
  };
}
