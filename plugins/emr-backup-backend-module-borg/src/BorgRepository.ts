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
import { borgFault } from './borgEnd';
import type { BorgSettings } from './BorgSettings';

interface ListedArchive {
  /** Of its content, times and names, made with the repository's key. */
  id: string;
  name: string;
  /** Without a zone: that of TZ. */
  time: string;
}

interface ListedItem {
  type: string;
  path: string;
  size: number;
}

/** A Borg repository, read without locking it: an account that can only read is enough. */
export class BorgRepository implements SnapshotRepository {
  readonly folderDepth = 1;

  constructor(private readonly settings: BorgSettings) {}

  async snapshots(signal?: AbortSignal): Promise<RepositorySnapshot[]> {
    const text = await readProgramText(
      await this.#borg(['list', '--json'], [], signal),
    );
    const { archives }: { archives: ListedArchive[] } = JSON.parse(text);
    return archives.map(({ id, name, time }) => ({
      id: name,
      folder: name,
      takenAt: new Date(`${time}Z`).toISOString(),
      digests: [`borg-archive:${id}`],
    }));
  }

  idOf(folder: string): string | undefined {
    return folder === '' ? undefined : folder;
  }

  async *files(id: string, signal?: AbortSignal): AsyncIterable<SnapshotFile> {
    for await (const line of readProgramLines(
      await this.#borg(
        ['list', '--json-lines', '--format={type}{path}{size}'],
        [`::${id}`],
        signal,
      ),
    )) {
      if (!line.startsWith('{')) continue;
      const { type, path, size }: ListedItem = JSON.parse(line);
      if (type === '-') yield { path, bytes: size };
    }
  }

  async open(
    id: string,
    file: SnapshotFile,
    signal?: AbortSignal,
  ): Promise<Readable> {
    const extract = await this.#borg(
      ['extract', '--stdout'],
      // A path prefix; that it names a file and no folder is known by now.
      [`::${id}`, `pp:${file.path}`],
      signal,
    );
    return openProgramOutput({
      ...extract,
      judge: end =>
        extract.judge(end) ??
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
      detail: `The store "${store}" is a Borg repository. Set BORG_REPO to its address and BORG_PASSCOMMAND to a command that prints its passphrase, as app-config emrBackup.stores.${store} names them; the files come to lie in the current folder under the paths they were stored with.`,
      told: [{ code: 'kit-borg', values: { store } }],
      commands: files.map(({ id, path }) =>
        [
          `borg extract ${shellWord(`::${id}`)}`,
          ...(path === '' ? [] : [shellWord(path)]),
        ].join(' '),
      ),
    };
  }

  async openTar(id: string, signal?: AbortSignal): Promise<Readable> {
    return openProgramOutput(
      await this.#borg(['export-tar'], [`::${id}`, '-'], signal),
    );
  }

  async #borg(
    command: readonly string[],
    names: readonly string[],
    signal?: AbortSignal,
  ): Promise<StoreProgram> {
    const { settings } = this;
    return {
      program: 'borg',
      debianPackage: 'borgbackup',
      args: ['--bypass-lock', '--log-json', ...command, '--', ...names],
      env: {
        // Nobody is there to answer; what is read is judged by the drill.
        BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: 'yes',
        BORG_RELOCATED_REPO_ACCESS_IS_OK: 'yes',
        BORG_RSH: 'ssh -oBatchMode=yes',
        ...settings.environment,
        BORG_REPO: settings.repository,
        BORG_PASSPHRASE_FD: '3',
        // Archive times come in this zone.
        TZ: 'UTC',
      },
      secret: { text: await settings.passphrase(), descriptor: 3 },
      signal,
      judge: end => borgFault(settings.store, end),
    };
  }
}
