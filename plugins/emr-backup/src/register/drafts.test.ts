import { emptyDraft, nameOf, type ClinicDraft } from './clinicDraft';
import { draftEntities } from './draftEntities';
import { draftProblems } from './draftProblems';
import { entityYaml } from './entityYaml';

const lakeside = (part: Partial<ClinicDraft> = {}): ClinicDraft => ({
  ...emptyDraft(),
  clinicTitle: 'Clinique Été',
  owner: 'group:default/it-west',
  timezone: 'America/Toronto',
  product: 'oscar',
  every: 'PT4H',
  store: 'toronto-dc',
  path: 'ete/*.enc',
  offsite: 'yes',
  ...part,
});

describe('a draft of a clinic', () => {
  it.each([
    ['Clinique Été', 'clinique-ete'],
    ['  St. Mary’s / North  ', 'st-mary-s-north'],
    ['x'.repeat(70), 'x'.repeat(63)],
    ['***', ''],
  ])('makes of the title %p the name %p', (title, name) => {
    expect(nameOf(title)).toBe(name);
  });

  it('becomes a clinic, its server and its job, with nothing that was left open', () => {
    expect(entityYaml(draftEntities(lakeside())))
      .toBe(`apiVersion: emr-backup/v1
kind: Clinic
metadata:
  name: clinique-ete
  title: Clinique Été
spec:
  owner: group:default/it-west
  timezone: America/Toronto
---
apiVersion: emr-backup/v1
kind: EmrServer
metadata:
  name: clinique-ete-oscar
spec:
  owner: group:default/it-west
  clinic: clinique-ete
  product: oscar
---
apiVersion: emr-backup/v1
kind: BackupJob
metadata:
  name: clinique-ete-backup
spec:
  owner: group:default/it-west
  server: clinique-ete-oscar
  schedule:
    every: PT4H
  copies:
    - store: toronto-dc
      path: ete/*.enc
      offsite: true
`);
  });

  it('keeps a value it cannot read, so that the check names it', () => {
    const [clinic, , job] = draftEntities(
      lakeside({ size: 'six', immutable: 'perhaps', cron: '1 23 * * *' }),
    );
    expect(clinic.spec.size).toBe('six');
    expect(job.spec).toMatchObject({
      schedule: { cron: '1 23 * * *', timezone: 'America/Toronto' },
      copies: [{ immutable: 'perhaps' }],
    });
  });

  it('shows each problem at the field that causes it', () => {
    const problem = (entity: string, field: string | null) => ({
      entity,
      field,
      row: null,
      message: `${entity} ${field}`,
    });
    expect(
      draftProblems(lakeside(), [
        problem('Clinic clinique-ete', 'spec.timezone'),
        problem('Clinic clinique-ete', 'spec.owner'),
        problem('BackupJob clinique-ete-backup', 'spec.owner'),
        problem('BackupJob clinique-ete-backup', 'spec.copies[0].path'),
        problem('BackupJob clinique-ete-backup', 'spec.schedule'),
        problem('EmrServer clinique-ete-oscar', null),
      ]),
    ).toEqual({
      byField: {
        timezone: 'Clinic clinique-ete spec.timezone',
        owner: 'Clinic clinique-ete spec.owner',
        path: 'BackupJob clinique-ete-backup spec.copies[0].path',
        every: 'BackupJob clinique-ete-backup spec.schedule',
      },
      others: [
        'EmrServer clinique-ete-oscar: EmrServer clinique-ete-oscar null',
      ],
    });
  });
});
