import type {
  BackupJobEntity,
  Criticality,
} from '@emr-backup/plugin-emr-backup-common';
import { clinic, job, server } from '../__testUtils__/entities';
import { assembleInventory } from './assemble';

const drills = {
  high: { every: 'P7D' },
  normal: { every: 'P30D', window: '20:00-06:00' },
  low: { every: 'P90D' },
};

const known = (
  spec: Partial<BackupJobEntity['spec']>,
  others: {
    server?: Criticality;
    clinic?: Criticality;
    defaults?: boolean;
  } = {},
) => {
  const { jobs } = assembleInventory(
    [
      clinic('lakeside', { criticality: others.clinic }),
      server('emr', 'lakeside', {
        criticality: others.server,
      }),
      job('nightly', 'emr', spec),
    ],
    {
      timezone: 'UTC',
      drills: others.defaults === false ? undefined : drills,
    },
  );
  return jobs[0];
};

describe('how a job is drilled', () => {
  it('is what it says itself when it names a rhythm', () => {
    const own = { cron: '0 3 * * SUN' };
    expect(known({ drill: own, criticality: 'high' })).toMatchObject({
      criticality: 'high',
      drillFrom: 'entity',
      spec: { drill: own },
    });
  });

  it('is the default of its criticality otherwise, with its own window and pool', () => {
    expect(known({})).toMatchObject({
      criticality: 'normal',
      drillFrom: 'default',
      spec: { drill: drills.normal },
    });
    const drill = { window: '01:00-05:00', pool: 'big' };
    expect(known({ drill }).spec.drill).toEqual({ every: 'P30D', ...drill });
  });

  it.each<[string, Partial<BackupJobEntity['spec']>, object, Criticality]>([
    ['the job', { criticality: 'low' }, { server: 'high' }, 'low'],
    ['else the server', {}, { server: 'low', clinic: 'high' }, 'low'],
    ['else the clinic', {}, { clinic: 'high' }, 'high'],
  ])('takes the criticality of %s', (_, spec, others, criticality) => {
    const found = known(spec, others);
    expect(found.criticality).toBe(criticality);
    expect(found.spec.drill).toEqual(drills[criticality]);
  });

  it('is nothing where only the vendor has backups, and nothing when defaults are switched off', () => {
    const nothing = { drillFrom: null, spec: { drill: undefined } };
    const replica = { store: 'shelf', path: '*', role: 'replica' as const };
    expect(known({ copies: [] })).toMatchObject(nothing);
    expect(known({ copies: [replica] })).toMatchObject(nothing);
    expect(known({}, { defaults: false })).toMatchObject(nothing);
    expect(known({ copies: [], drill: { every: 'P1D' } })).toMatchObject({
      drillFrom: 'entity',
    });
  });
});
