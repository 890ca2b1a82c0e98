import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readSeconds } from './readSeconds';

/** How this process runs drills. */
export interface RunnerSettings {
  enabled: boolean;
  /** Shown to people beside the host; the host alone when absent. */
  name?: string;
  pools: string[];
  /** How long a shutdown lets drills finish before they are handed back. */
  drainSeconds: number;
  /** A runner silent for so long is given up for lost. The same on every host. */
  lostAfterSeconds: number;
  /** How often a drill that lost its runner is run again. */
  retries: number;
  /** A scratch server that takes more ends its drill; absent: what the machine has. */
  maxMemoryBytes?: number;
}

/** Below this a pause of the machine looks like a death. */
const SHORTEST_SILENCE = 5;

/** Reads `emrBackup.runner`. */
export function readRunnerSettings(root: Config): RunnerSettings {
  const config = root.getOptionalConfig('emrBackup.runner');
  const lostAfterSeconds = readSeconds(root, 'runner.lostAfter', 'PT2M');
  if (lostAfterSeconds < SHORTEST_SILENCE)
    throw new InputError(
      `emrBackup.runner.lostAfter is ${lostAfterSeconds} seconds; it must be ${SHORTEST_SILENCE} seconds at least.`,
    );
  return {
    enabled: config?.getOptionalBoolean('enabled') ?? true,
    name: config?.getOptionalString('name'),
    pools: readPools(config),
    drainSeconds: readCount(config, 'drainSeconds', 20),
    lostAfterSeconds,
    retries: readCount(config, 'retries', 1),
    maxMemoryBytes: readMemory(config),
  };
}

function readPools(config: Config | undefined): string[] {
  const pools = config?.getOptionalStringArray('pools') ?? ['default'];
  if (pools.length === 0 || pools.some(pool => pool.trim() === ''))
    throw new InputError(
      'emrBackup.runner.pools must name one pool at least, and none may be empty.',
    );
  return [...new Set(pools)];
}

function readCount(
  config: Config | undefined,
  field: string,
  fallback: number,
): number {
  const value = config?.getOptionalNumber(field) ?? fallback;
  if (!Number.isInteger(value) || value < 0)
    throw new InputError(
      `emrBackup.runner.${field} is ${value}; it must be a whole number, 0 or more.`,
    );
  return value;
}

const UNITS: Record<string, number> = {
  M: 1024 ** 2,
  G: 1024 ** 3,
};

function readMemory(config: Config | undefined): number | undefined {
  const text = config?.getOptionalString('maxMemory');
  if (text === undefined) return undefined;
  const [, size, unit] = /^(\d+)\s*([MG])i?B?$/.exec(text) ?? [];
  if (unit === undefined || Number(size) === 0)
    throw new InputError(
      `emrBackup.runner.maxMemory is "${text}"; it must be a size such as 2G or 1500M.`,
    );
  return Number(size) * UNITS[unit];
}
