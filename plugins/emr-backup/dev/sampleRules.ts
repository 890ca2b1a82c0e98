import type { CopyRuleResult } from '@emr-backup/plugin-emr-backup-common';

function errorsMessage(errors: number | null): string {
  if (errors === null) return 'No drill has run yet.';
  return errors === 0
    ? 'Every check of the newest drill held.'
    : `The newest drill found ${errors} failed check.`;
}

/** 3-2-1-1-0 of a job of which one of two copies has been proved, unless its newest drill found errors. */
export function sampleRules(errors: number | null = 0): CopyRuleResult[] {
  const clean = errors === 0;
  return [
    {
      rule: 'copies',
      wanted: 3,
      declared: 3,
      proved: clean ? 2 : 0,
      message: clean
        ? 'The live data, Toronto and Montreal; Toronto is not proved.'
        : 'The live data, Toronto and Montreal; none is proved.',
    },
    {
      rule: 'media',
      wanted: 2,
      declared: 1,
      proved: clean ? 1 : 0,
      message: 'Both copies lie on disk: one medium is missing.',
    },
    {
      rule: 'offsite',
      wanted: 1,
      declared: 2,
      proved: clean ? 1 : 0,
      message: clean
        ? 'Montreal was restored from.'
        : 'Toronto and Montreal; nothing good came out of either.',
    },
    {
      rule: 'immutable',
      wanted: 1,
      declared: 1,
      proved: 0,
      message: 'Montreal is declared immutable; nobody has tried to delete.',
    },
    {
      rule: 'errors',
      wanted: 0,
      declared: null,
      proved: errors,
      message: errorsMessage(errors),
    },
  ];
}
