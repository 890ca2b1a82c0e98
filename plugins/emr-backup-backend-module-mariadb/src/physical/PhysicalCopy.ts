import { chmod, chown, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BackupFault,
  DrillFault,
  type DumpSource,
} from '@emr-backup/plugin-emr-backup-node';
import { tellsOfFullDisk } from '../boot/startFault';
import type { ScratchLayout } from '../boot/ScratchLayout';
import type { Binaries } from '../process/Binaries';
import type { RunAccount } from '../process/RunAccount';
import { ToolProcess } from '../process/ToolProcess';
import { physicalFault } from './physicalFault';
import {
  isForeign,
  isNewer,
  readSourceServerInfo,
  type SourceServerInfo,
} from './SourceServerInfo';
import { XbstreamExtractor } from './XbstreamExtractor';

/** What making a datadir of a physical backup needs. */
export interface PhysicalRequest {
  source: DumpSource;
  binaries: Binaries;
  account: RunAccount;
  layout: ScratchLayout;
  installedVersion: string;
  signal: AbortSignal;
}

const CHECKPOINT_FILES = [
  'xtrabackup_checkpoints',
  'mariadb_backup_checkpoints',
];

async function handOver(path: string, account: RunAccount): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) {
      await handOver(child, account);
    } else if (entry.isFile()) {
      await chmod(child, 0o600);
      if (account.switched) await chown(child, account.uid, account.gid);
    } else {
      // Links, sockets and pipes have no place in a datadir, and a link could lead out of it.
      await rm(child, { force: true });
    }
  }
  await chmod(path, 0o700);
  if (account.switched) await chown(path, account.uid, account.gid);
}

async function bringIn(request: PhysicalRequest): Promise<void> {
  const { source, layout, signal, account } = request;
  if (source.directory) {
    await rm(layout.dataDir, { recursive: true, force: true });
    await rename(source.directory, layout.dataDir);
  } else if (source.open) {
    await XbstreamExtractor.extract(
      await source.open({ signal }),
      layout.dataDir,
      signal,
    );
  } else {
    throw new DrillFault(
      'internal',
      `The physical backup ${source.name} was given without files.`,
    );
  }
  await handOver(layout.dataDir, account);
}

function requireReadable(info: SourceServerInfo, request: PhysicalRequest) {
  const { version } = info;
  const { source, installedVersion } = request;
  if (!version) return;
  if (isForeign(version) || isNewer(version, installedVersion)) {
    throw new DrillFault(
      'engine-version',
      `The physical backup ${
        source.name
      } comes from server ${version}; MariaDB ${installedVersion}, which is installed here, cannot read it. Drill it where ${
        isForeign(version) ? 'that server' : 'that version or a newer one'
      } is installed.`,
    );
  }
}

async function prepare(request: PhysicalRequest): Promise<void> {
  const { source, binaries, account, layout, signal } = request;
  const names = await readdir(layout.dataDir);
  if (!CHECKPOINT_FILES.some(name => names.includes(name))) {
    throw new BackupFault(
      'truncated',
      `The physical backup ${source.name} lacks its checkpoints file, which is written at the end: it is not complete.`,
    );
  }
  const tool = await ToolProcess.start({
    file: await binaries.require('mariabackup'),
    args: [
      '--no-defaults',
      '--prepare',
      `--target-dir=${layout.dataDir}`,
      `--tmpdir=${layout.tempDir}`,
      '--use-memory=256M',
    ],
    account,
    cwd: layout.dataDir,
  });
  const stop = () => tool.kill();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    tool.stdin.end();
    tool.stdout.resume();
    const exit = await tool.exited;
    signal.throwIfAborted();
    if (exit.code === 0) return;
    if (tellsOfFullDisk(tool.stderr)) {
      throw new DrillFault(
        'scratch-full',
        `The disk of the work dir became full while ${source.name} was prepared.`,
      );
    }
    throw (
      physicalFault(tool.stderr, source.name) ??
      new BackupFault(
        'load-error',
        `The physical backup ${source.name} cannot be prepared: mariabackup ended with code ${exit.code}.`,
      )
    );
  } finally {
    signal.removeEventListener('abort', stop);
    await tool.killAndWait();
  }
}

/** Makes a physical backup the datadir of the scratch server; settings its files need. */
export async function preparePhysicalCopy(
  request: PhysicalRequest,
): Promise<Record<string, string>> {
  try {
    await bringIn(request);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    throw new DrillFault(
      'scratch-full',
      `The disk of the work dir became full while ${request.source.name} was unpacked.`,
      error,
    );
  }
  const info = await readSourceServerInfo(request.layout.dataDir);
  requireReadable(info, request);
  if (request.source.kind !== 'mariadb-datadir') await prepare(request);
  return info.settings;
}
