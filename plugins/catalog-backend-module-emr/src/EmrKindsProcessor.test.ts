import { complaintsAbout, entityOf } from './testing/complaints';
import { EmrKindsProcessor } from './EmrKindsProcessor';

describe('EmrKindsProcessor', () => {
  it.each([
    ['backstage.io/v1alpha1', 'Component'],
    ['example.org/v1', 'Clinic'],
    ['emr-backup.example/v1', 'Clinic'],
  ])('leaves %s %s to other processors', async (apiVersion, kind) => {
    const foreign = { ...entityOf(kind, 'lakeside', { any: 1 }), apiVersion };
    const processor = new EmrKindsProcessor();
    const emit = jest.fn();
    const location = { type: 'file', target: 'lakeside.yaml' };

    expect(await processor.validateEntityKind(foreign)).toBe(false);
    expect(await processor.postProcessEntity(foreign, location, emit)).toBe(
      foreign,
    );
    expect(emit).not.toHaveBeenCalled();
  });

  it.each([
    [
      'Server',
      'Server default/lakeside: kind is "Server"; with apiVersion emr-backup/v1 it must be one of Clinic, EmrServer, BackupJob, Vendor',
    ],
    [
      'Clinik',
      'Clinik default/lakeside: kind is "Clinik"; with apiVersion emr-backup/v1 it must be one of Clinic, EmrServer, BackupJob, Vendor (did you mean Clinic?)',
    ],
    [
      'backupjob',
      'backupjob default/lakeside: kind is "backupjob"; with apiVersion emr-backup/v1 it must be one of Clinic, EmrServer, BackupJob, Vendor (did you mean BackupJob?)',
    ],
  ])('refuses the kind %s under our apiVersion', async (kind, line) => {
    expect(await complaintsAbout(entityOf(kind, 'lakeside', {}))).toEqual([
      line,
    ]);
  });

  it('refuses a version of our API it does not know', async () => {
    const future = {
      ...entityOf('Clinic', 'lakeside', {}),
      apiVersion: 'emr-backup/v2',
    };
    expect(await complaintsAbout(future)).toEqual([
      'Clinic default/lakeside: apiVersion is "emr-backup/v2"; it must be emr-backup/v1',
    ]);
  });

  it('names the namespace of the entity and reads short refs in it', async () => {
    const inWest = (spec: { owner: string; timezone: string }) => {
      const clinic = entityOf('Clinic', 'lakeside', spec);
      clinic.metadata.namespace = 'west';
      return clinic;
    };
    expect(
      await complaintsAbout(inWest({ owner: 'it', timezone: 'Mars/Base' })),
    ).toEqual([
      'Clinic west/lakeside: spec.timezone is "Mars/Base"; it must be an IANA time zone such as America/Toronto',
    ]);

    const emit = jest.fn();
    await new EmrKindsProcessor().postProcessEntity(
      inWest({ owner: 'it', timezone: 'America/Toronto' }),
      { type: 'file', target: 'lakeside.yaml' },
      emit,
    );
    const self = { kind: 'Clinic', namespace: 'west', name: 'lakeside' };
    const owner = { kind: 'Group', namespace: 'west', name: 'it' };
    expect(emit.mock.calls.map(([result]) => result.relation)).toEqual([
      { source: self, type: 'ownedBy', target: owner },
      { source: owner, type: 'ownerOf', target: self },
    ]);
  });
});
