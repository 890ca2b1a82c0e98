/**
 * What a drill itself leaves open, however it ends: by its tier, and when its
 * copy was kept. What a product leaves open stands in its profile.
 * @public
 */
export const NOT_PROVEN_BY_DRILL = {
  quick:
    'That the backup can be restored: a drill of the tier quick loads the rows of the core tables alone.',
  data: 'That the backup can be restored as it was: a drill of the tier data loads all rows and no secondary index or foreign key.',
  kept: 'That the copy was wiped: it was kept on request in {{scratch}}.',
} as const;
