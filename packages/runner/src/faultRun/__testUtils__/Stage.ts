import { execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { SourceMariaDb } from '../../faultSuite/__testUtils__/SourceMariaDb';

const run = promisify(execFile);

/** Backup jobs of the run. */
const JOBS = 10;
/** The job whose backup was cut: the one that may, and must, fail. */
export const CUT_JOB = 'backupjob:default/cut';
/** Bearer of the harness. */
export const TOKEN = 'fault-run-token-of-no-worth';

const PROFILE = `
name: fault-run
title: Clinic of the fault run
source: made for this run
engine: mariadb
core:
  - table: patient
    minRows: 1000
`;

const CLINIC = `
CREATE DATABASE clinic;
USE clinic;
CREATE TABLE patient (id int PRIMARY KEY, name varchar(80), note text, KEY by_name (name)) ENGINE=InnoDB CHARSET=utf8mb4;
INSERT INTO patient SELECT seq, CONCAT('Zoë ', seq), REPEAT(MD5(seq), 6) FROM seq_1_to_30000;
`;

/** The clinics, their backups and the configuration of the run, all below one folder. */
export class Stage {
  static async build(home: string): Promise<Stage> {
    const stage = new Stage(home);
    const source = await SourceMariaDb.start();
    try {
      await stage.#takeBackups(source.environment.MARIADB_SOCKET);
    } finally {
      await source.stop();
    }
    await fs.mkdir(stage.at('profiles'));
    await fs.writeFile(stage.at('profiles/fault-run.yaml'), PROFILE);
    await fs.writeFile(stage.at('entities.json'), JSON.stringify(entities()));
    await fs.writeFile(stage.at('marks'), '');
    return stage;
  }

  private constructor(private readonly home: string) {}

  at(name: string): string {
    return path.join(this.home, name);
  }

  /** All jobs of the catalog. */
  readonly jobs = [...jobNames(), 'cut'].map(
    name => `backupjob:default/${name}`,
  );

  /** App-config of one process. */
  async configure(
    name: string,
    options: {
      database: object;
      port?: number;
      workDir: string;
      runner: object;
    },
  ): Promise<string> {
    const file = this.at(`${name}.yaml`);
    const { database, port, workDir, runner } = options;
    await fs.mkdir(workDir, { recursive: true });
    const config = {
      backend: {
        ...(port === undefined
          ? {}
          : {
              baseUrl: `http://127.0.0.1:${port}`,
              listen: { host: '127.0.0.1', port },
              auth: {
                externalAccess: [
                  {
                    type: 'static',
                    options: { token: TOKEN, subject: 'fault-run' },
                  },
                ],
              },
            }),
        database,
      },
      emrBackup: {
        workDir,
        profiles: { folder: this.at('profiles') },
        stores: { shelf: { type: 'filesystem', root: this.at('shelf') } },
        selfTest: { enabled: false },
        runner: {
          name,
          // The shortest there is: the run has to see many of its ends.
          lostAfter: 'PT5S',
          retries: 3,
          drainSeconds: 10,
          ...runner,
        },
      },
    };
    // JSON is YAML.
    await fs.writeFile(file, JSON.stringify(config, null, 2));
    return file;
  }

  async #takeBackups(socket: string): Promise<void> {
    await run('mariadb', [
      '--no-defaults',
      '-uroot',
      `-S${socket}`,
      '-e',
      CLINIC,
    ]);
    const { stdout } = await run(
      'mariadb-dump',
      ['--no-defaults', '-uroot', `-S${socket}`, 'clinic'],
      { maxBuffer: 2 ** 28, encoding: 'buffer' },
    );
    const whole = gzipSync(stdout);
    const cut = gzipSync(stdout.subarray(0, stdout.length / 2));
    for (const name of [...jobNames(), 'cut']) {
      await fs.mkdir(this.at(`shelf/${name}`), { recursive: true });
      await fs.writeFile(
        this.at(`shelf/${name}/clinic.20261121-010000.sql.gz`),
        name === 'cut' ? cut : whole,
      );
    }
  }
}

function jobNames(): string[] {
  return Array.from({ length: JOBS }, (_, index) => `job-${index}`);
}

function entities(): object[] {
  const apiVersion = 'emr-backup/v1';
  const owner = 'group:default/it-west';
  return [
    {
      apiVersion,
      kind: 'Clinic',
      metadata: { name: 'lakeside', namespace: 'default' },
      spec: { owner, timezone: 'America/Toronto' },
    },
    {
      apiVersion,
      kind: 'EmrServer',
      metadata: { name: 'lakeside', namespace: 'default' },
      spec: {
        owner,
        clinic: 'lakeside',
        product: 'fault-run',
        hosting: 'on-premise',
      },
    },
    ...[...jobNames(), 'cut'].map(name => ({
      apiVersion,
      kind: 'BackupJob',
      metadata: { name, namespace: 'default' },
      spec: {
        owner,
        server: 'lakeside',
        schedule: { every: 'P1D' },
        copies: [{ store: 'shelf', path: `${name}/*`, offsite: true }],
      },
    })),
  ];
}
