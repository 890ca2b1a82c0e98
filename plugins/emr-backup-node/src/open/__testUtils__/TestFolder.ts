import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { localArtifact } from '../../artifact';
import { BackupFault, DrillFault, type Artifact } from '../../contracts';
import { openLeaf, surveyArtifact, type Leaf, type Survey } from '..';
import type { OpenOptions } from '../types';

const run = promisify(execFile);

/** How opening ended: `ok`, or the code of the fault. */
export interface Opened {
  code: string;
  message: string;
  survey?: Survey;
  /** SHA-256 of each leaf that is no plain file, by its path below the artifact. */
  contents: Record<string, string>;
}

export const sha256 = (content: Buffer | string) =>
  createHash('sha256').update(content).digest('hex');

/** A folder of one test, with the real tools at hand. */
export class TestFolder {
  private constructor(readonly directory: string) {}

  static async create() {
    return new TestFolder(await mkdtemp(path.join(tmpdir(), 'emr-open-')));
  }

  path(name: string) {
    return path.join(this.directory, name);
  }

  async write(name: string, content: Buffer | string) {
    await mkdir(path.dirname(this.path(name)), { recursive: true });
    await writeFile(this.path(name), content);
    return this.path(name);
  }

  read(name: string) {
    return readFile(this.path(name));
  }

  async names() {
    return (await readdir(this.directory)).sort();
  }

  /** Runs a shell line in the folder. */
  async sh(line: string) {
    await run('bash', ['-c', `set -e -o pipefail; ${line}`], {
      cwd: this.directory,
    });
  }

  /** Writes what is left of a file when the connection breaks. */
  async cut(from: string, to: string, bytes: number) {
    const content = await this.read(from);
    return this.write(
      to,
      content.subarray(0, bytes < 0 ? content.length + bytes : bytes),
    );
  }

  /** Writes a file with one byte turned over. */
  async flip(from: string, to: string, at?: number) {
    const content = await this.read(from);
    content[at ?? Math.floor(content.length / 2)] ^= 0xff;
    return this.write(to, content);
  }

  options(secret?: string, more: Partial<OpenOptions> = {}): OpenOptions {
    return {
      signal: new AbortController().signal,
      workDir: this.directory,
      ...(secret !== undefined && {
        key: { name: 'test-key', read: async () => Buffer.from(secret) },
      }),
      ...more,
    };
  }

  /** Surveys, then reads every dump to its end: what a drill does. */
  async open(
    names: string | string[],
    secret?: string,
    more: Partial<OpenOptions> = {},
  ): Promise<Opened> {
    const paths = [names].flat().map(name => this.path(name));
    const artifact = await localArtifact(paths);
    return this.#open(artifact, this.options(secret, more));
  }

  /** The same, as if the file lay in a store on another machine. */
  async openRemote(name: string): Promise<Opened> {
    const artifact = await localArtifact([this.path(name)]);
    const files = artifact.files.map(({ path: at, bytes, open }) => ({
      path: at,
      bytes,
      open,
    }));
    return this.#open({ ...artifact, files }, this.options());
  }

  async #open(artifact: Artifact, options: OpenOptions): Promise<Opened> {
    const contents: Opened['contents'] = {};
    try {
      const survey = await surveyArtifact(artifact, options);
      for (const leaf of survey.leaves.filter(each => each.kind !== 'file')) {
        const hash = createHash('sha256');
        for await (const chunk of await openLeaf(artifact, leaf, options)) {
          hash.update(chunk);
        }
        contents[this.short(leaf)] = hash.digest('hex');
      }
      return { code: 'ok', message: '', survey, contents };
    } catch (error) {
      if (error instanceof BackupFault || error instanceof DrillFault) {
        return { code: error.code, message: error.message, contents };
      }
      throw error;
    }
  }

  short(leaf: Pick<Leaf, 'path'>) {
    return leaf.path.replace(`${this.directory}/`, '');
  }

  async remove() {
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** A mysqldump-shaped text; the same rows every time, and not easily compressed. */
export function mysqlDump(rows = 3000): string {
  let state = 7;
  const next = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state;
  };
  const lines = Array.from(
    { length: rows },
    (_, id) =>
      `INSERT INTO \`demographic\` VALUES (${id},'${next()}${next()}','${next()}');`,
  );
  return [
    '-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB, for debian-linux-gnu (x86_64)',
    '/*!40101 SET NAMES utf8mb4 */;',
    'CREATE TABLE `demographic` (`id` int, `a` varchar(99), `b` varchar(99));',
    ...lines,
    '-- Dump completed on 2026-11-20 23:01:04',
    '',
  ].join('\n');
}
