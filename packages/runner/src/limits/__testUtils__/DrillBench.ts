import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createMariadbEngine } from '@emr-backup/plugin-emr-backup-backend-module-mariadb';
import { createPostgresEngine } from '@emr-backup/plugin-emr-backup-backend-module-postgres';
import type { DrillReport } from '@emr-backup/plugin-emr-backup-common';
import {
  loadProfileCatalog,
  localArtifact,
  runDrill,
  type DrillDependencies,
  type DrillRequest,
} from '@emr-backup/plugin-emr-backup-node';
import { processesNaming } from '../../faultRun/__testUtils__/leftovers';

/** A folder in which real drills run, and what they leave in it. */
export class DrillBench {
  static async make(): Promise<DrillBench> {
    const home = await fs.mkdtemp(path.join(os.tmpdir(), 'emr-limits-'));
    // Scratch servers run as other users and must be able to go in.
    await fs.chmod(home, 0o755);
    await fs.mkdir(path.join(home, 'work'));
    return new DrillBench(home);
  }

  private constructor(private readonly home: string) {}

  at(name: string): string {
    return path.join(this.home, name);
  }

  /** Parent of all scratch directories. */
  get workDir(): string {
    return this.at('work');
  }

  async drill(
    file: string,
    options: Pick<DrillDependencies, 'signal' | 'onEvent'> & {
      request?: Partial<DrillRequest>;
    } = {},
  ): Promise<DrillReport> {
    const { request, signal, onEvent } = options;
    return runDrill(
      {
        artifact: request?.artifact ?? (await localArtifact([file])),
        workDir: this.workDir,
        ...request,
      },
      {
        engines: [createMariadbEngine(), createPostgresEngine()],
        profiles: await loadProfileCatalog(),
        signal,
        onEvent,
      },
    );
  }

  /** Scratch directories, and processes that still work in one. */
  async leftovers(): Promise<string[]> {
    const processes = await processesNaming(this.workDir);
    return [
      ...(await fs.readdir(this.workDir)),
      ...processes.map(({ command }) => command),
    ];
  }

  async remove(): Promise<void> {
    await fs.rm(this.home, { recursive: true, force: true });
  }
}
