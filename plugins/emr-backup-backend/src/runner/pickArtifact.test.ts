import { pickArtifact } from './pickArtifact';

const now = new Date('2026-11-22T12:00:00.000Z');
const taken = (daysAgo: number) => ({
  takenAt: new Date(now.getTime() - daysAgo * 86_400_000).toISOString(),
});
const backups = [taken(1), taken(3), taken(6), taken(20), taken(40)];
const pick = (
  policy: Parameters<typeof pickArtifact>[1],
  id = 'one',
  from = backups,
) => pickArtifact(from, policy, { id, now });
const ids = Array.from({ length: 200 }, (_, index) => `drill ${index}`);

describe('the backup a drill restores', () => {
  it('is the newest when nothing else is said', () => {
    expect(pick(undefined)).toBe(backups[0]);
    expect(pick({ pick: 'newest' })).toBe(backups[0]);
  });

  it('is any of those taken lately when it is random', () => {
    const found = (within?: string) =>
      new Set(ids.map(id => pick({ pick: 'random', within }, id)));
    expect(found('P7D')).toEqual(new Set(backups.slice(0, 3)));
    expect(found()).toEqual(new Set(backups.slice(0, 4)));
  });

  it('is the same for a drill that is begun anew', () => {
    for (const id of ids)
      expect(pick({ pick: 'random' }, id)).toBe(pick({ pick: 'random' }, id));
  });

  it('is the newest when none was taken lately, and none where there is none', () => {
    expect(pick({ pick: 'random', within: 'PT1H' })).toBe(backups[0]);
    expect(pick({ pick: 'random' }, 'one', [])).toBeUndefined();
  });
});
