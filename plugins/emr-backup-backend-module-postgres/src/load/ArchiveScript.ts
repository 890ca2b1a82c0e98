import type { ChildProcess } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  BackupFault,
  DrillFault,
  writePaced,
  type DumpSource,
} from '@emr-backup/plugin-emr-backup-node';
import { majorOf } from '../script/DumpHeader';
import type { Installation } from '../server/Installation';
import { startTool, type ToolOptions } from '../server/tool';
import { TarWalk } from './TarWalk';
import { ARCHIVE_HEADER_BYTES, archiveHeader } from './ArchiveHeader';

const FORMATS = {
  'pg-custom': 'c',
  'pg-tar': 't',
  'pg-directory': 'd',
} as const;
/** Kinds that `pg_restore` turns into a script. */
export type ArchiveKind = keyof typeof FORMATS;

/** True for the kinds `pg_restore` reads. */
export function isArchiveKind(kind: string): kind is ArchiveKind {
  return kind in FORMATS;
}

const MAX_COMPLAINT = 64 * 1024;

/**
 * `pg_restore` as a translator: archive in, SQL script out, no database in
 * between. So one loader meets every dump, and what `pg_restore` complains
 * about is the archive and nothing else.
 */
export class ArchiveScript {
  readonly #child: ChildProcess;
  readonly #closed: Promise<{ code: number | null; signal: string | null }>;
  #fed: Promise<void> = Promise.resolve();
  #head = Buffer.alloc(0);
  #complaint = '';
  #spawnError = false;
  /** Bytes of the archive read. */
  bytes = 0;

  private constructor(
    private readonly installation: Installation,
    private readonly source: DumpSource,
    private readonly kind: ArchiveKind,
    options: ToolOptions,
  ) {
    const args = [
      `--format=${FORMATS[kind]}`,
      '--file=-',
      '--no-owner',
      '--no-acl',
      '--no-tablespaces',
      '--no-security-labels',
    ];
    if (kind === 'pg-directory' && source.directory)
      args.push(source.directory);
    this.#child = startTool(join(installation.binDir, 'pg_restore'), args, {
      ...options,
      stdin: kind !== 'pg-directory',
    });
    this.#closed = new Promise(resolve => {
      this.#child.on('error', () => {
        this.#spawnError = true;
        resolve({ code: null, signal: null });
      });
      this.#child.on('close', (code, signal) => resolve({ code, signal }));
    });
    this.#child.stdin?.on('error', () => undefined);
    this.#child.stderr?.setEncoding('latin1').on('data', (text: string) => {
      if (this.#complaint.length < MAX_COMPLAINT) this.#complaint += text;
    });
  }

  static async start(
    installation: Installation,
    source: DumpSource,
    kind: ArchiveKind,
    options: ToolOptions & { signal: AbortSignal },
  ): Promise<ArchiveScript> {
    const input =
      kind === 'pg-directory'
        ? undefined
        : await source.open?.({ signal: options.signal });
    const script = new ArchiveScript(installation, source, kind, options);
    if (input) {
      script.#fed = script.#feed(input, options.signal);
      // Looked at in `finish`; until then it must not count as unhandled.
      script.#fed.catch(() => undefined);
    } else if (source.directory) {
      await script.#readToc(source.directory);
    }
    return script;
  }

  get stdout(): Readable {
    if (!this.#child.stdout) throw new Error('pg_restore has no output');
    return this.#child.stdout;
  }

  async #readToc(directory: string): Promise<void> {
    const file = await open(join(directory, 'toc.dat')).catch(() => undefined);
    if (!file) return;
    try {
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(ARCHIVE_HEADER_BYTES),
      );
      this.#head = buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }

  /** To the last byte, also past what `pg_restore` wants: a checksum may stand there. */
  async #feed(input: Readable, signal: AbortSignal): Promise<void> {
    const { stdin } = this.#child;
    const tar = this.kind === 'pg-tar' ? new TarWalk() : undefined;
    try {
      for await (const chunk of input) {
        signal.throwIfAborted();
        this.bytes += chunk.length;
        tar?.feed(chunk);
        if (this.#head.length < ARCHIVE_HEADER_BYTES) {
          this.#head = Buffer.concat([this.#head, chunk]).subarray(
            0,
            ARCHIVE_HEADER_BYTES,
          );
        }
        if (stdin?.writable) await writePaced(stdin, chunk);
      }
      if (tar && !tar.complete) {
        // Its output then ends, and with it the load, which asks here for the cause.
        this.#child.kill('SIGKILL');
        throw cutOff(this.source.name);
      }
    } finally {
      input.destroy();
      stdin?.end();
    }
  }

  /** Stops it, whatever it is doing. */
  kill(): void {
    this.#child.kill('SIGKILL');
    this.#child.stdout?.destroy();
  }

  /** Settles when all was read and translated; throws what was wrong with the archive. */
  async finish(): Promise<void> {
    await this.#fed;
    const { code, signal } = await this.#closed;
    if (this.#spawnError) {
      throw new DrillFault(
        'engine-missing',
        `pg_restore in ${this.installation.binDir} could not be started.`,
      );
    }
    if (code !== 0) throw this.#fault(signal);
  }

  #fault(signal: string | null): BackupFault | DrillFault {
    const { name } = this.source;
    const text = this.#complaint;
    const tar = this.#head.subarray(512);
    const header = archiveHeader(this.#head) ?? archiveHeader(tar);
    const format = /unsupported version \((\d+\.\d+)\) in file header/.exec(
      text,
    )?.[1];
    if (format) {
      const needed = header?.dumpVersion;
      return new DrillFault(
        'engine-version',
        `${name} was written by ${
          needed ? `pg_dump ${needed}` : `a newer pg_dump (archive ${format})`
        }, which pg_restore ${
          this.installation.version
        } cannot read. Install the Debian package "postgresql${
          needed ? `-${majorOf(needed)}` : ''
        }" of that version on the drill host.`,
      );
    }
    if (/not supported (?:by|in) this (?:installation|build)/.test(text)) {
      return new DrillFault(
        'engine-version',
        `${name} is compressed in a way the pg_restore ${this.installation.version} installed here was built without.`,
      );
    }
    if (
      /end of file|could not read|No such file|is too short|could not find block|could not find header for file/i.test(
        text,
      )
    ) {
      return cutOff(name);
    }
    return new BackupFault(
      'archive-damaged',
      `${name} is damaged: pg_restore could not read it to its end${
        signal ? ` (it ended by ${signal})` : ''
      }. Take the backup again.`,
    );
  }
}

function cutOff(name: string): BackupFault {
  return new BackupFault(
    'truncated',
    `${name} is cut off: it ends before all that its list of contents announces. Take the backup again.`,
  );
}
