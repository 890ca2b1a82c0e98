import { loadProfileCatalog } from '../profile';
import { notProvenByTier, requireCoreTables } from './tierRequest';

describe('a drill of the tier quick', () => {
  const ask = async (profile?: string, tier: 'quick' | 'full' = 'quick') => {
    const profiles = await loadProfileCatalog();
    return () => requireCoreTables({ tier, profile }, profiles);
  };

  it('needs a profile that names core tables', async () => {
    expect(await ask()).toThrow('needs a profile by name');
    expect(await ask('generic-postgres')).toThrow('names no core table');
    expect(await ask('oscar')).not.toThrow();
    expect(await ask(undefined, 'full')).not.toThrow();
  });

  it('leaves an unknown profile to the drill, which reports it', async () => {
    expect(await ask('no-such-emr')).not.toThrow();
  });

  it('says first that it proves no restore, as the tier data does', () => {
    expect(notProvenByTier('quick')[0]).toMatch(/^That the backup can be/);
    expect(notProvenByTier('data')[0]).toMatch(/^That the backup can be/);
    expect(notProvenByTier('full')).toEqual([]);
  });
});
