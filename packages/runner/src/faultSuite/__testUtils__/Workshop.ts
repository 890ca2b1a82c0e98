import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createMariadbEngine } from '@emr-backup/plugin-emr-backup-backend-module-mariadb';
import { createPostgresEngine } from '@emr-backup/plugin-emr-backup-backend-module-postgres';
import type { DrillReport } from '@emr-backup/plugin-emr-backup-common';
import {
  DrillFault,
  loadProfileCatalog,
  runDrill,
  type DrillDependencies,
  type DrillRequest,
} from '@emr-backup/plugin-emr-backup-node';
import { drillRequest } from '../../command/drillRequest';
import { unjudgedReport } from '../../command/unjudged';
import { parseCommandLine } from '../../command/usage';
import { AS_OF } from './clinics/oscar';
import type { FaultRow, SuiteRow } from '../FaultRow';

const run = promisify(execFile);
const WORDS = path.join(__dirname, 'words.sh');

/** The passphrase of everything the suite encrypts. */
export const PASSPHRASE = 'Lake-side 7';

/** The room in which a suite makes its backups and drills them. */
export class Workshop {
  private constructor(
    private readonly home: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  static async create(
    environment: Record<string, string> = {},
  ): Promise<Workshop> {
    const home = await fs.mkdtemp(path.join(os.tmpdir(), 'fault-suite-'));
    // Scratch servers run as other users and must be able to go in.
    await fs.chmod(home, 0o755);
    const workshop = new Workshop(home, {
      ...process.env,
      ...environment,
      SHARED: path.join(home, 'shared'),
    });
    await fs.mkdir(workshop.shared('gnupg'), { recursive: true, mode: 0o700 });
    await fs.mkdir(workshop.scratch);
    await fs.writeFile(workshop.shared('pass'), PASSPHRASE);
    return workshop;
  }

  /** A file that every row may use. */
  shared(name: string) {
    return path.join(this.home, 'shared', name);
  }

  inRoom(room: string, name: string) {
    return path.join(this.home, room, name);
  }

  /** Parent of all scratch directories. */
  get scratch() {
    return path.join(this.home, 'scratch');
  }

  /** Runs a shell line in a room, `shared` unless another is named. */
  async sh(line: string, room = 'shared'): Promise<void> {
    const cwd = path.join(this.home, room);
    await fs.mkdir(cwd, { recursive: true });
    await run('bash', ['-c', `source ${WORDS}\n${line}`], {
      cwd,
      env: this.environment,
    });
  }

  /** Feeds statements to a command of the shell words. */
  async feed(command: string, statements: string): Promise<void> {
    await fs.writeFile(this.shared('input.sql'), statements);
    await this.sh(`${command} < input.sql`);
  }

  async digest(name: string, algorithm: string): Promise<string> {
    const content = await fs.readFile(this.shared(name));
    return createHash(algorithm).update(content).digest('hex');
  }

  /** Makes a row's backup. */
  async make(row: SuiteRow): Promise<void> {
    await this.sh(row.make ?? 'true', row.id);
  }

  /** What a right drill is held to: makes a row's backup, drills it and clears its room. */
  async verdictOn(row: SuiteRow) {
    await this.make(row);
    const report = await this.drill(row);
    await fs.rm(path.join(this.home, row.id), { recursive: true, force: true });
    return {
      outcome: report.outcome,
      reason: report.reason,
      format: report.artifact.format.join(' > '),
      failed: report.checks.filter(check => check.status === 'fail'),
      wiped: report.wiped,
    };
  }

  /** Drills a row as the command line would. */
  async drill(
    row: SuiteRow & Pick<FaultRow, 'without'>,
    watch: Pick<DrillDependencies, 'onEvent'> = {},
  ): Promise<DrillReport> {
    const words = row.drill.split(' ').map(word => this.place(word, row.id));
    if (!words.includes('--as-of')) words.push('--as-of', AS_OF);
    if (!words.includes('--work-dir')) words.push('--work-dir', this.scratch);
    const line = parseCommandLine(words);
    let request: DrillRequest;
    try {
      request = await drillRequest(line);
    } catch (error) {
      if (error instanceof DrillFault) return unjudgedReport(error, line);
      throw error;
    }
    return runDrill(request, { ...(await dependencies(row)), ...watch });
  }

  /** Drills a good backup and keeps its report as the baseline of later rows. */
  async keepBaseline(name: string, drill: string): Promise<DrillReport> {
    const report = await this.drill({
      id: 'shared',
      engine: 'mariadb',
      title: name,
      drill,
    });
    await fs.writeFile(this.shared(name), JSON.stringify(report));
    return report;
  }

  /** What drills left behind. */
  async leftovers(): Promise<string[]> {
    return fs.readdir(this.scratch);
  }

  async remove(): Promise<void> {
    await fs.rm(this.home, { recursive: true, force: true });
  }

  private place(word: string, room: string) {
    if (word.startsWith('@')) return this.shared(word.slice(1));
    return word.startsWith('./')
      ? path.join(this.home, room, word.slice(2))
      : word;
  }
}

async function dependencies({
  without,
}: Pick<FaultRow, 'without'>): Promise<DrillDependencies> {
  return {
    engines: [
      createMariadbEngine(
        without === 'mariadb server' ? { mariadbd: '/nowhere/mariadbd' } : {},
      ),
      createPostgresEngine(
        without === 'postgres server' ? { binDir: '/nowhere/bin' } : {},
      ),
    ],
    profiles: await loadProfileCatalog(),
  };
}
