import path from 'node:path';
import type { Readable } from 'node:stream';
import type { Config } from '@backstage/config';
import {
  DrillFault,
  openProgramOutput,
  readProgramLines,
  readProgramText,
  refuseOutsideStore,
  shellWord,
  storePattern,
  type BackupStore,
  type BackupStoreFactory,
  type StoredFile,
  type StoreProgram,
} from '@emr-backup/plugin-emr-backup-node';
import { cheapHashes } from './cheapHashes';
import {
  digestsOf,
  entryOfLine,
  modifiedAt,
  type RcloneEntry,
} from './RcloneEntry';
import { RcloneSettings } from './RcloneSettings';
import { isNotFound, unreachable } from './rcloneEnd';

/** A second try of `cat` would write the file's beginning twice; lesser retries happen inside one try. */
const PATIENCE = [
  '--retries=1',
  '--low-level-retries=3',
  '--contimeout=20s',
  '--timeout=2m',
  '--ask-password=false',
];

/** rclone found no such file or folder; what that means depends on what was asked. */
class NotFound extends Error {}

class RcloneStore implements BackupStore {
  readonly type = 'rclone';
  readonly limits = {
    'local-path': 'Its files are read through rclone, not from this machine.',
  };
  readonly #settings: RcloneSettings;
  #hashes: Promise<readonly string[]> | undefined;

  constructor(readonly name: string, config: Config) {
    this.#settings = RcloneSettings.read(name, config);
  }

  async *list(request: {
    pattern: string;
    signal?: AbortSignal;
  }): AsyncIterable<StoredFile> {
    const { signal } = request;
    const { base, depth, matches } = storePattern(this.name, request.pattern);
    for await (const entry of this.#entriesBelow(base, depth, signal)) {
      const storePath = path.posix.join(base, entry.Path);
      if (!matches(storePath)) continue;
      const digests = digestsOf(entry);
      yield {
        path: storePath,
        bytes: Math.max(entry.Size, 0),
        modifiedAt: modifiedAt(entry),
        ...(digests.length > 0 && { digests }),
      };
    }
  }

  async open(
    storePath: string,
    options?: { signal?: AbortSignal },
  ): Promise<Readable> {
    refuseOutsideStore(this.name, storePath);
    const signal = options?.signal;
    const entry = await this.#entry(storePath, signal);
    // Of a folder, rclone would write all files one after the other.
    if (!entry || entry.IsDir)
      throw new DrillFault(
        'artifact-missing',
        `The file "${storePath}" is not in the store "${this.name}" any more.`,
      );
    const cat = await this.#rclone(['cat'], storePath, signal);
    return openProgramOutput({
      ...cat,
      judge: end =>
        cat.judge(end) ??
        (entry.Size >= 0 && end.bytes !== entry.Size
          ? new DrillFault(
              'artifact-unreadable',
              `The file "${storePath}" of the store "${this.name}" has ${entry.Size} bytes, and ${end.bytes} of them came.`,
            )
          : undefined),
    });
  }

  byHand(paths: readonly string[]) {
    return {
      detail: `The store "${this.name}" is read by rclone. Its remote and credentials stand in the rclone configuration that app-config emrBackup.stores.${this.name} names; give it to rclone with --config or RCLONE_CONFIG.`,
      told: [{ code: 'kit-rclone', values: { store: this.name } }],
      commands: paths.map(
        file =>
          `rclone copy ${shellWord(this.#settings.locate(file))} . --progress`,
      ),
    };
  }

  async *#entriesBelow(
    base: string,
    depth: number,
    signal?: AbortSignal,
  ): AsyncGenerator<RcloneEntry> {
    const levels = base === '' ? depth : depth - base.split('/').length;
    const command = ['lsjson', '--recursive', '--files-only', '--no-mimetype'];
    if (Number.isFinite(levels)) command.push(`--max-depth=${levels}`);
    const hashes = await this.#cheapHashes(signal);
    if (hashes.length > 0) command.push('--hash');
    for (const hash of hashes) command.push(`--hash-type=${hash}`);
    let any = false;
    try {
      for await (const line of readProgramLines(
        await this.#rclone(command, base, signal),
      )) {
        const entry = entryOfLine(line);
        if (!entry) continue;
        any = true;
        yield entry;
      }
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      // Nothing lies in a folder that is not there, as long as the store is.
      const rootThere = base !== '' && (await this.#entry('', signal));
      if (any || !rootThere)
        throw new DrillFault(
          'store-unreachable',
          `The store "${
            this.name
          }" cannot be listed: its folder "${base}" is not there${
            any ? ' any more' : ''
          }.`,
        );
    }
  }

  /** Asked once: a remote does not change its kind. One that cannot be asked is not hashed. */
  async #cheapHashes(signal?: AbortSignal): Promise<readonly string[]> {
    this.#hashes ??= this.#rclone(['backend', 'features'], '', signal)
      .then(readProgramText)
      .then(cheapHashes);
    return this.#hashes.catch(() => {
      this.#hashes = undefined;
      signal?.throwIfAborted();
      return [];
    });
  }

  /** One file or folder, undefined when it is not there. */
  async #entry(
    storePath: string,
    signal?: AbortSignal,
  ): Promise<RcloneEntry | undefined> {
    const command = ['lsjson', '--stat', '--no-mimetype'];
    try {
      return JSON.parse(
        await readProgramText(await this.#rclone(command, storePath, signal)),
      );
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  async #rclone(
    command: readonly string[],
    storePath: string,
    signal?: AbortSignal,
  ): Promise<StoreProgram> {
    return {
      program: 'rclone',
      debianPackage: 'rclone',
      args: [
        ...command,
        ...PATIENCE,
        ...(await this.#settings.configArguments()),
        '--',
        this.#settings.locate(storePath),
      ],
      env: this.#settings.environment,
      signal,
      judge: end => {
        if (end.code === 0) return undefined;
        return isNotFound(end) ? new NotFound() : unreachable(this.name, end);
      },
    };
  }
}

/**
 * Stores of `type: rclone`: a folder or bucket of any remote rclone knows.
 * @public
 */
export const rcloneStoreFactory: BackupStoreFactory = {
  type: 'rclone',
  create: (name: string, config: Config) => new RcloneStore(name, config),
};
