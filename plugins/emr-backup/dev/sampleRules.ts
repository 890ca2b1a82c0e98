import type { CopyRuleResult } from '@emr-backup/plugin-emr-backup-common';

function errorsMessage(errors: number | null): string {
  if (errors === null) return 'No drill has run yet.';
  return errors === 0
    ? 'Every check of the newest drill held.'
    : `The newest drill found ${errors} failed check.`;
}

/** 3-2-1-1-0 of a job of which one of two copies has been proved. */
export function sampleRules(errors: number | null = 0): CopyRuleResult[] {
  return [
    {
      rule: 'copies',
      wanted: 3,
      declared: 3,
      proved: 2,
      message: 'The live data, Toronto and Montreal; Toronto is not proved.',
    },
    {
      rule: 'media',
      wanted: 2,
      declared: 1,
      proved: 1,
      message: 'Both copies lie on disk: one medium is missing.',
    },
    {
      rule: 'offsite',
      wanted: 1,
      declared: 2,
      proved: 1,
      message: 'Montreal was restored from.',
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
