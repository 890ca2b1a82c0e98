import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  DumpSource,
  LeafKind,
  ScratchServer,
} from '@emr-backup/plugin-emr-backup-node';
import { createPostgresEngine } from '../PostgresEngine';
import { streamOf } from './SourceServer';

/** A scratch server in a directory of its own, and the way to get rid of both. */
export interface Scratch {
  server: ScratchServer;
  workDir: string;
  controller: AbortController;
  end(): Promise<void>;
}

/** Boots a scratch server as a drill would. */
export async function bootScratch(
  settings: Record<string, string> = {},
  physical?: DumpSource,
): Promise<Scratch> {
  const workDir = await mkdtemp(join(tmpdir(), 'emr-pg-drill-'));
  const controller = new AbortController();
  const server = await createPostgresEngine()
    .boot({
      workDir,
      settings: { shared_buffers: '32MB', ...settings },
      physical,
      signal: controller.signal,
    })
    .catch(async error => {
      await rm(workDir, { recursive: true, force: true });
      throw error;
    });
  return {
    server,
    workDir,
    controller,
    async end() {
      await server.stop();
      await rm(workDir, { recursive: true, force: true });
    },
  };
}

/** A dump in memory. */
export function dumpOf(
  kind: LeafKind,
  bytes: Buffer,
  database = 'scratch',
): DumpSource {
  return {
    kind,
    name: `backup of kind ${kind}`,
    database,
    open: async () => streamOf(bytes),
  };
}
