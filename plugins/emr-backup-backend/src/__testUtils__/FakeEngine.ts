import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  emrBackupEnginesExtensionPoint,
  type BootOptions,
  type DumpSource,
  type LoadResult,
  type RestoreEngine,
  type ScratchServer,
} from '@emr-backup/plugin-emr-backup-node';

/** A dump the fake engine takes: it says how many patients it holds. */
export const dumpOf = (patients: number) =>
  [
    '-- MySQL dump 10.19  Distrib 10.11.6-MariaDB',
    'CREATE TABLE `patient` (`id` int);',
    `INSERT INTO \`patient\` VALUES (${patients});`,
    '-- Dump completed on 2026-11-20 23:01:04',
    '',
  ].join('\n');

/** A profile for {@link dumpOf}. */
export const FAKE_PROFILE = `
name: fake
title: Fake EMR
source: made for tests
engine: mariadb
core:
  - table: patient
`;

/** An engine without a database: its table `patient` has as many rows as the dump says. */
export class FakeEngine implements RestoreEngine {
  readonly name = 'mariadb';
  readonly accepts = ['mysqldump'] as const;
  readonly physical = [] as const;
  readonly directories = [] as const;
  boots = 0;
  running = 0;
  #held: Promise<void> | undefined;
  #release: () => void = () => {};

  /** Loads wait from now on until they are released or aborted. */
  hold(): void {
    this.#held = new Promise(resolve => {
      this.#release = resolve;
    });
  }

  release(): void {
    this.#held = undefined;
    this.#release();
  }

  async probe() {
    return { version: '10.11.6' };
  }

  async reap() {
    return 0;
  }

  async boot(_: BootOptions): Promise<ScratchServer> {
    this.boots += 1;
    this.running += 1;
    let patients = 0;
    return {
      version: '10.11.6',
      settings: {},
      load: async (source, { signal }) => {
        const loaded = await this.#load(source, signal);
        patients = loaded.patients;
        return loaded.result;
      },
      databases: async () => ['emr'],
      inspect: async () => ({
        tables: [
          {
            database: 'emr',
            name: 'patient',
            columns: [
              { name: 'id', type: 'int', text: false, temporal: false },
            ],
            primaryKey: ['id'],
            indexes: 0,
            foreignKeys: 0,
          },
        ],
        views: [],
        routines: 0,
        triggers: 0,
        constraints: 1,
        indexes: 0,
      }),
      query: async () => [{ position: 0, total: patients }],
      quote: identifier => `\`${identifier}\``,
      quoteTable: table => `\`${table.name}\``,
      stop: async () => {
        this.running -= 1;
      },
    };
  }

  async #load(
    source: DumpSource,
    signal: AbortSignal,
  ): Promise<{ patients: number; result: LoadResult }> {
    const stream = await source.open?.({ signal });
    const chunks: Buffer[] = [];
    for await (const chunk of stream ?? []) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString('utf8');
    if (this.#held) await Promise.race([this.#held, aborted(signal)]);
    return {
      patients: Number(/VALUES \((\d+)\)/.exec(text)?.[1] ?? 0),
      result: {
        databases: ['emr'],
        bytes: text.length,
        trailer: text.includes('Dump completed'),
        namedDatabases: [],
        path: 'fake',
      },
    };
  }

  readonly module = createBackendModule({
    pluginId: 'emr-backup',
    moduleId: 'fake-engine',
    register: env => {
      env.registerInit({
        deps: { engines: emrBackupEnginesExtensionPoint },
        init: async ({ engines }) => engines.addEngine(this),
      });
    },
  });
}

function aborted(signal: AbortSignal) {
  return new Promise<never>((_, reject) => {
    const refuse = () => reject(signal.reason);
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse, { once: true });
  });
}
