import { promises as fs } from 'node:fs';
import { Duration } from 'luxon';
import { z } from 'zod';
import { InputError } from '@backstage/errors';
import {
  drillReportSchema,
  type DrillReport,
} from '@emr-backup/plugin-emr-backup-common';
import {
  DrillFault,
  localArtifact,
  type DrillRequest,
  type KeySource,
} from '@emr-backup/plugin-emr-backup-node';
import type { CommandLine } from './usage';

/** Turns the command line into a drill request. Throws InputError for bad words and DrillFault for files that cannot be read. */
export async function drillRequest(line: CommandLine): Promise<DrillRequest> {
  const rpoSeconds = seconds('--rpo', line.rpo);
  const timeoutSeconds = seconds('--timeout', line.timeout);
  const baseline = line.baseline
    ? await readBaseline(line.baseline)
    : undefined;
  return {
    artifact: await localArtifact(line.paths),
    documentsDir: line.documents,
    profile: line.profile,
    engine: line.engine,
    tier: line.tier,
    tuning: line.defaultSettings ? 'default' : 'throwaway',
    key: keySource(line),
    baseline,
    asOf: line.asOf,
    timezone: line.timezone,
    rpoSeconds,
    timeoutSeconds,
    openingHours: line.openingHours,
    workDir: line.workDir,
    keep: line.keep,
    checkTables: line.checkTables || undefined,
    identitySalt: process.env.EMR_DRILL_IDENTITY_SALT,
  };
}

function seconds(option: string, text: string | undefined) {
  if (text === undefined) return undefined;
  const duration = Duration.fromISO(text);
  if (!duration.isValid || duration.toMillis() <= 0)
    throw new InputError(
      `${option} is "${text}"; it must be an ISO 8601 duration such as PT24H.`,
    );
  return duration.as('seconds');
}

async function readBaseline(file: string): Promise<DrillReport> {
  const text = await fs.readFile(file, 'utf8').catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new InputError(`The baseline "${file}" cannot be read (${code}).`);
  });
  const parsed = drillReportSchema.safeParse(parseJson(file, text));
  if (!parsed.success)
    throw new InputError(
      `The baseline "${file}" is not a DrillReport:\n${z.prettifyError(
        parsed.error,
      )}`,
    );
  if (parsed.data.tier !== 'full')
    throw new InputError(
      `The baseline "${file}" is of a drill of the tier ${parsed.data.tier}; only a full drill can be compared with.`,
    );
  return parsed.data;
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`The baseline "${file}" is not JSON.`);
  }
}

function keySource(line: CommandLine): KeySource | undefined {
  const { keyFile, keyEnv } = line;
  if (keyFile !== undefined)
    return {
      name: keyFile,
      read: async () => {
        try {
          return await fs.readFile(keyFile);
        } catch (error) {
          const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
          throw new DrillFault(
            'key-unavailable',
            `The key file "${keyFile}" cannot be read (${code}).`,
          );
        }
      },
    };
  if (keyEnv !== undefined)
    return {
      name: keyEnv,
      read: async () => {
        const value = process.env[keyEnv];
        if (!value)
          throw new DrillFault(
            'key-unavailable',
            `The environment variable "${keyEnv}" is not set.`,
          );
        return Buffer.from(value);
      },
    };
  return undefined;
}
