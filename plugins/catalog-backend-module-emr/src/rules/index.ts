import { configNameRule } from './configName';
import { cronLineRule } from './cronLine';
import { drillWindowRule } from './drillWindow';
import { durationRule } from './duration';
import { globPathRule } from './globPath';
import { keyNameRule } from './keyName';
import { openingHoursRule } from './openingHours';
import { selectStatementRule } from './selectStatement';
import type { TextRule } from './TextRule';
import { timeZoneRule } from './timeZone';

/** The rules a schema can name with its `rule` keyword. */
export const textRules = {
  duration: durationRule,
  timeZone: timeZoneRule,
  cronLine: cronLineRule,
  drillWindow: drillWindowRule,
  globPath: globPathRule,
  configName: configNameRule,
  keyName: keyNameRule,
  openingHours: openingHoursRule,
  selectStatement: selectStatementRule,
} satisfies Record<string, TextRule>;

/** The name of a text rule. */
export type TextRuleName = keyof typeof textRules;
