import path from 'node:path';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import { createMariadbEngine } from '@emr-backup/plugin-emr-backup-backend-module-mariadb';
import { createPostgresEngine } from '@emr-backup/plugin-emr-backup-backend-module-postgres';
import type { DrillReport } from '@emr-backup/plugin-emr-backup-common';
import {
  loadProfileCatalog,
  localArtifact,
  runDrill,
  type DrillRequest,
} from '@emr-backup/plugin-emr-backup-node';

/** Real EMR backups with known answers; they are not part of this project, so they may be absent. */
const samples = process.env.EMR_SAMPLES_DIR;
const withSamples = samples ? describe : describe.skip; // Needs the samples folder, which CI always provides.

// A limit against hanging, not a promise: real servers on a busy machine.
jest.setTimeout(180_000);

const AS_OF = '2026-11-21T06:00:00-05:00';

withSamples('real EMR backups', () => {
  let workDir: string;
  beforeAll(async () => {
    workDir = await fs.mkdtemp(path.join(os.tmpdir(), 'samples-'));
    await fs.chmod(workDir, 0o755);
  });
  afterAll(() => fs.rm(workDir, { recursive: true, force: true }));

  async function drill(
    files: string[],
    options: Partial<DrillRequest> & { secret?: string } = {},
  ): Promise<DrillReport> {
    const { secret, ...request } = options;
    return runDrill(
      {
        artifact: await localArtifact(
          files.map(file => path.join(samples ?? '', file)),
        ),
        asOf: AS_OF,
        workDir,
        ...(secret
          ? {
              key: { name: 'sample', read: async () => Buffer.from(secret) },
            }
          : {}),
        ...request,
      },
      {
        engines: [createMariadbEngine(), createPostgresEngine()],
        profiles: await loadProfileCatalog(),
      },
    );
  }

  const problems = (report: DrillReport) => ({
    outcome: report.outcome,
    reason: report.reason,
    failed: report.checks.filter(check => check.status === 'fail'),
  });

  it('passes the OSCAR chain with every document', async () => {
    const folder = path.join(samples ?? '', 'oscar-chain');
    const files = (await fs.readdir(folder)).map(file =>
      path.join('oscar-chain', file),
    );
    const report = await drill(files, {
      profile: 'oscar',
      secret: 'Liyi-demo-1',
    });
    expect(problems(report)).toMatchObject({ outcome: 'passed', failed: [] });
    expect(report.artifact.format).toEqual([
      'openssl-enc',
      'gzip',
      'tar',
      'gzip',
      'mysqldump',
    ]);
    expect(report.counts).toMatchObject({
      tables: 546,
      rows: {
        demographic: 13,
        appointment: 1216,
        drugs: 1745,
        document: 1216,
      },
    });
    expect(report.documents).toMatchObject({
      referenced: 1216,
      found: 1216,
      missing: 0,
    });
    expect(report.newestRecord?.at).toMatch(/^2026-11-2[01]T/);
  });

  it('says wrong key for another passphrase', async () => {
    const report = await drill(
      [
        'oscar-chain/OscarBackup.oscar_15.2026-11-20-23:01:04.Database.tar.gz.enc',
      ],
      { profile: 'oscar', secret: 'not-the-passphrase' },
    );
    expect(problems(report)).toMatchObject({
      outcome: 'failed',
      reason: { code: 'undecryptable-wrong-key' },
    });
  });

  it('could not judge without a key', async () => {
    const report = await drill([
      'oscar-chain/OscarBackup.oscar_15.2026-11-20-23:01:04.Database.tar.gz.enc',
    ]);
    expect(problems(report)).toMatchObject({
      outcome: 'error',
      reason: { code: 'key-unavailable' },
    });
  });

  it.each([{ profile: 'oscar' }, { profile: undefined }])(
    'passes the nightly Open-OSP dump with profile $profile',
    async ({ profile }) => {
      const report = await drill(['open-osp/clinic7.20261120-010001.sql.gz'], {
        profile,
      });
      expect(problems(report)).toMatchObject({ outcome: 'passed', failed: [] });
      expect(report.documents).toBeNull();
      expect(report.wiped).toBe(true);
    },
  );

  it('fails the 20-byte gzip of nothing as hollow', async () => {
    const report = await drill(['open-osp/clinic7.20261121-010001.sql.gz'], {
      profile: 'oscar',
    });
    expect(problems(report)).toMatchObject({
      outcome: 'failed',
      reason: { code: 'hollow' },
    });
  });

  it('passes the OpenEMR archive with every document', async () => {
    const report = await drill(['openemr/emr_backup.tar']);
    expect(problems(report)).toMatchObject({ outcome: 'passed', failed: [] });
    expect(report.profile).toEqual({ name: 'openemr', recognised: true });
    expect(report.counts).toMatchObject({
      tables: 283,
      rows: { patient_data: 13, form_encounter: 1215, documents: 1215 },
    });
    expect(report.documents).toMatchObject({
      referenced: 1215,
      found: 1215,
      altered: 0,
    });
  });

  it.each([
    { file: 'openemr/openemr.sql.zst', secret: undefined },
    { file: 'openemr/openemr.sql.gz.gpg', secret: 'clinic7' },
  ])('passes $file', async ({ file, secret }) => {
    const report = await drill([file], { profile: 'openemr', secret });
    expect(problems(report)).toMatchObject({ outcome: 'passed', failed: [] });
  });

  it.each([
    { file: 'cut-at-table-boundary', reason: 'trailer-missing' },
    { file: 'schema-only', reason: 'core-table-empty' },
    { file: 'wrong-database', reason: 'wrong-product' },
    { file: 'stale-content', reason: 'stale-content' },
    { file: 'mojibake', reason: 'encoding-damaged' },
    { file: 'shell-escape', reason: 'client-command-in-dump' },
  ])('fails $file as $reason', async ({ file, reason }) => {
    const report = await drill([`damaged/${file}.sql.zst`], {
      profile: 'openemr',
    });
    expect(problems(report)).toMatchObject({
      outcome: 'failed',
      reason: { code: reason },
    });
  });

  it('leaves nothing of any copy, whatever the verdict', async () => {
    expect(await fs.readdir(workDir)).toEqual([]);
  });
});
