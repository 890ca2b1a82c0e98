import type { Entity } from '@backstage/catalog-model';
import { EMR_API_VERSION, EMR_KINDS, type EmrKind } from './constants';
import {
  isBackupJobEntity,
  isClinicEntity,
  isEmrServerEntity,
  isVendorEntity,
} from './guards';

const guards: Record<EmrKind, (entity: Entity) => boolean> = {
  Clinic: isClinicEntity,
  EmrServer: isEmrServerEntity,
  BackupJob: isBackupJobEntity,
  Vendor: isVendorEntity,
};

const entityOf = (kind: string, apiVersion: string): Entity => ({
  apiVersion,
  kind,
  metadata: { name: 'lakeside' },
});

describe.each(EMR_KINDS)('the guard of %s', kind => {
  const guard = guards[kind];

  it('recognizes its own kind and no other of ours', () => {
    expect(
      EMR_KINDS.filter(one => guard(entityOf(one, EMR_API_VERSION))),
    ).toEqual([kind]);
  });

  it('reads the kind without regard to case, as entity refs do', () => {
    expect(guard(entityOf(kind.toLowerCase(), EMR_API_VERSION))).toBe(true);
    expect(guard(entityOf(kind.toUpperCase(), EMR_API_VERSION))).toBe(true);
  });

  it('refuses the same kind of another API group or version', () => {
    expect(guard(entityOf(kind, 'backstage.io/v1alpha1'))).toBe(false);
    expect(guard(entityOf(kind, 'emr-backup/v2'))).toBe(false);
  });
});
