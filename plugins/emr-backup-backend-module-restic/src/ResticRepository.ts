import type { Readable } from 'node:stream';
import {
  DrillFault,
  openProgramOutput,
  readProgramLines,
  readProgramText,
  shellWord,
  type RepositorySnapshot,
  type SnapshotFile,
  type SnapshotRepository,
  type StoreProgram,
} from '@emr-backup/plugin-emr-backup-node';
import { resticFault } from './resticEnd';
import type { ResticSettings } from './ResticSettings';

/** `<host>/<time>-<short id>`. */
const FOLDER = /^[^/]+\/\d{8}T\d{6}Z-(?<id>[0-9a-f]{8})$/;

interface ListedSnapshot {
  id: string;
  time: string;
  hostname: string;
  /** Of the root folder: the same for the same files, also in a copied repository. */
  tree?: string;
}

interface ListedNode {
  type?: string;
  path?: string;
  /** Left out when it is 0. */
  size?: number;
}

/** A restic repository, read without locking it: an account that can only read is enough. */
export class ResticRepository implements SnapshotRepository {
  readonly folderDepth = 2;

  constructor(private readonly settings: ResticSettings) {}

  async snapshots(signal?: AbortSignal): Promise<RepositorySnapshot[]> {
    const tags = this.settings.tags.map(tag => `--tag=${tag}`);
    const text = await readProgramText(
      await this.#restic(['snapshots', '--json', ...tags], signal),
    );
    const listed: ListedSnapshot[] | null = JSON.parse(text);
    return (listed ?? []).map(({ id, time, hostname, tree }) => {
      const takenAt = new Date(time).toISOString();
      const shortId = id.slice(0, 8);
      const basic = takenAt.replace(/\.\d+Z$/, 'Z').replace(/[-:]/g, '');
      return {
        id: shortId,
        folder: `${folderName(hostname)}/${basic}-${shortId}`,
        takenAt,
        digests: tree ? [`restic-tree:${tree}`] : [],
      };
    });
  }

  idOf(folder: string): string | undefined {
    return FOLDER.exec(folder)?.groups?.id;
  }

  async *files(id: string, signal?: AbortSignal): AsyncIterable<SnapshotFile> {
    for await (const line of readProgramLines(
      await this.#restic(['ls', '--json', id], signal),
    )) {
      if (!line.startsWith('{')) continue;
      const node: ListedNode = JSON.parse(line);
      if (node.type !== 'file' || node.path === undefined) continue;
      yield { path: node.path.replace(/^\/+/, ''), bytes: node.size ?? 0 };
    }
  }

  async open(
    id: string,
    file: SnapshotFile,
    signal?: AbortSignal,
  ): Promise<Readable> {
    const dump = await this.#restic(['dump', id, `/${file.path}`], signal);
    return openProgramOutput({
      ...dump,
      judge: end =>
        dump.judge(end) ??
        (end.bytes === file.bytes
          ? undefined
          : new DrillFault(
              'artifact-unreadable',
              `The file "${file.path}" of the store "${this.settings.store}" has ${file.bytes} bytes, and ${end.bytes} of them came.`,
            )),
    });
  }

  byHand(files: readonly { id: string; path: string }[]) {
    const { store } = this.settings;
    return {
      detail: `The store "${store}" is a restic repository. Set RESTIC_REPOSITORY and RESTIC_PASSWORD_FILE to what app-config emrBackup.stores.${store} names; the files come to lie below the folder "restored".`,
      told: [{ code: 'kit-restic', values: { store } }],
      commands: files.map(({ id, path }) =>
        [
          `restic restore ${shellWord(id)} --target restored`,
          ...(path === ''
            ? []
            : [`--include ${shellWord(`/${literally(path)}`)}`]),
        ].join(' '),
      ),
    };
  }

  async openTar(id: string, signal?: AbortSignal): Promise<Readable> {
    return openProgramOutput(
      await this.#restic(['dump', '--archive=tar', id, '/'], signal),
    );
  }

  async #restic(
    command: readonly string[],
    signal?: AbortSignal,
  ): Promise<StoreProgram> {
    const { settings } = this;
    return {
      program: 'restic',
      debianPackage: 'restic',
      args: [
        '--no-lock',
        // Else the file would begin with a line about the password.
        '--quiet',
        settings.cacheDirectory === undefined
          ? '--no-cache'
          : `--cache-dir=${settings.cacheDirectory}`,
        ...command,
      ],
      env: {
        ...settings.environment,
        // An address may hold a login, so that it is no argument either.
        RESTIC_REPOSITORY: settings.repository,
      },
      secret: { text: await settings.password(), descriptor: 0 },
      signal,
      judge: end => resticFault(settings.store, end),
    };
  }
}

/** A host's name as one level of a path. */
function folderName(host: string): string {
  const name = host.replace(/[/\\\0]/g, '_');
  return /^\.*$/.test(name) ? 'unnamed' : name;
}

/** restic takes what it shall include for a pattern. */
function literally(path: string): string {
  return path.replace(/[\\*?[]/g, character => `\\${character}`);
}
