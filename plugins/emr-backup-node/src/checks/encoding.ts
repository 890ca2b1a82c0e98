import type { Check, CheckContext } from '../contracts';
import { Answers } from './answer';
import { readColumnTexts, type ColumnText } from './encodingSample';
import { counted, listed, percent } from './wording';

const check = { id: 'text-encoding', title: 'Text encoding' };
const answers = new Answers(check);

/**
 * Without a baseline, damage is told from old scars by its share: a wrong
 * character set on the way mangles nearly every accented value, years of odd
 * imports only some. A lower share calls scarred but faithful copies bad.
 */
const DAMAGED_SHARE = 0.5;
/** One or two such values may be typed by hand. */
const DAMAGED_VALUES = 3;
/** Fewer than this is what years of typing and importing leave in any EMR. */
const NOTED_SHARE = 0.001;
/** Against a baseline: how much the share may grow by new rows, as a part of itself and in all. */
const GROWTH = { part: 0.5, share: 0.002, values: 2 };

type Kind = 'mojibake' | 'lost';
const WORDS: Record<Kind, string> = {
  mojibake: 'read with the wrong character set',
  lost: 'with letters replaced by question marks',
};

/** Names and text still read as they were written. */
export const encodingCheck: Check = {
  ...check,
  async run(context) {
    const texts = await readColumnTexts(context);
    if (texts.length === 0)
      return answers.skip(
        'The profile names no text column that this copy has.',
      );
    for (const text of texts)
      context.measured.encoding[text.name] = {
        lost: share(text.lost, text.values),
        mojibake: share(text.mojibake, text.values),
      };
    const values = sum(texts, 'values');
    const damaged = sum(texts, 'mojibake') + sum(texts, 'lost');
    const finding = { value: damaged, expected: 0 };
    const worse = worseThanBefore(texts, context) ?? wholesale(texts);
    if (worse)
      return answers.fail('encoding-damaged', { ...finding, detail: worse });
    if (damaged >= DAMAGED_VALUES && share(damaged, values) >= NOTED_SHARE)
      return answers.warn({
        ...finding,
        detail: `Of ${counted(values, 'value')}, ${damaged.toLocaleString(
          'en',
        )} look damaged (${namesOf(
          texts.filter(text => text.lost + text.mojibake > 0),
        )}), too few to have happened in this backup.`,
      });
    return answers.pass({
      ...finding,
      detail: `The text of ${counted(
        texts.length,
        'column',
      )} reads well: ${counted(values, 'value')}, ${sum(
        texts,
        'foreign',
      ).toLocaleString('en')} of them with letters beyond ASCII.`,
    });
  },
};

function sum(
  texts: readonly ColumnText[],
  key: 'values' | 'foreign' | 'mojibake' | 'lost',
): number {
  return texts.reduce((total, text) => total + text[key], 0);
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

function namesOf(texts: readonly ColumnText[]): string {
  return listed(texts.map(text => text.name));
}

/** A column in which a clearly larger share is damaged than when the last drill passed. */
function worseThanBefore(
  texts: readonly ColumnText[],
  { baseline }: CheckContext,
): string | undefined {
  for (const kind of ['mojibake', 'lost'] as const)
    for (const text of texts) {
      const before = baseline?.schema?.encoding?.[text.name]?.[kind];
      if (before === undefined) continue;
      const now = share(text[kind], text.values);
      const allowed = before + Math.max(GROWTH.share, before * GROWTH.part);
      if (text[kind] >= GROWTH.values && now > allowed)
        return `${percent(now)} of ${text.name} is ${
          WORDS[kind]
        }, and ${percent(before)} was in the last passed drill.`;
    }
  return undefined;
}

/** Most of what could be damaged is. Question marks are judged in names alone: text may ask. */
function wholesale(texts: readonly ColumnText[]): string | undefined {
  const names = texts.filter(text => text.kind === 'name');
  const candidates = {
    mojibake: { part: sum(texts, 'mojibake'), of: sum(texts, 'foreign') },
    lost: {
      part: sum(names, 'lost'),
      of: sum(names, 'lost') + sum(names, 'foreign'),
    },
  };
  for (const kind of ['mojibake', 'lost'] as const) {
    const { part, of } = candidates[kind];
    if (part >= DAMAGED_VALUES && share(part, of) >= DAMAGED_SHARE)
      return `${part} of the ${of} values with letters beyond ASCII are ${
        WORDS[kind]
      } (${namesOf(
        texts.filter(text => text[kind] > 0),
      )}): the text was damaged on its way into the backup.`;
  }
  return undefined;
}
