import type { Check, CheckContext } from '../contracts';
import { Answers } from './answer';
import { assertAnswering } from './rowCounts';
import { counted, listed } from './wording';

const check = { id: 'views-usable', title: 'Views can be read' };
const answers = new Answers(check);

/** A heavy view may take its time; one that takes longer is not called broken. */
const TIMEOUT_MS = 20_000;

type View = CheckContext['schema']['views'][number];

/** Reads one row of every view: one whose definer, table or function is missing exists and cannot be read. */
export const viewsUsableCheck: Check = {
  ...check,
  async run(context) {
    const { views } = context.schema;
    if (views.length === 0) return [];
    const broken: string[] = [];
    const slow: string[] = [];
    for (const view of views) {
      const state = await read(view, context);
      if (state === 'broken') broken.push(view.name);
      if (state === 'slow') slow.push(view.name);
    }
    const expected = views.length;
    const value = expected - broken.length - slow.length;
    if (broken.length > 0)
      return answers.fail('view-unusable', {
        value,
        expected,
        detail: `${counted(
          broken.length,
          'view',
        )} came back but cannot be read, because something it needs (its definer's account, a table, a function) is not in the backup: ${listed(
          broken,
        )}.`,
      });
    if (slow.length > 0)
      return answers.warn({
        value,
        expected,
        detail: `${counted(slow.length, 'view')} did not give a row within ${
          TIMEOUT_MS / 1000
        } s: ${listed(slow)}.`,
      });
    return answers.pass({
      value,
      expected,
      detail: `${counted(expected, 'view')} can be read.`,
    });
  },
};

/** Asks for all columns, because a server leaves out what nobody asked for; the row is let go. */
async function read(
  view: View,
  { server, signal }: CheckContext,
): Promise<'fine' | 'broken' | 'slow'> {
  const started = performance.now();
  try {
    await server.query(`SELECT * FROM ${server.quoteTable(view)} LIMIT 1`, {
      database: view.database,
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    return 'fine';
  } catch {
    signal.throwIfAborted();
    await assertAnswering(server, view.database, signal);
    return performance.now() - started >= TIMEOUT_MS ? 'slow' : 'broken';
  }
}
