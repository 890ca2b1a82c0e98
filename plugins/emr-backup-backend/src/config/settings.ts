import os from 'node:os';
import path from 'node:path';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { IANAZone } from 'luxon';
import {
  readDrillDefaults,
  readDrillLimits,
  type DrillDefaults,
  type DrillLimits,
} from './drillSettings';
import {
  readObservationSettings,
  type ObservationSettings,
} from './observationSettings';
import { readRunnerSettings, type RunnerSettings } from './runnerSettings';
import { readSeconds } from './readSeconds';

/** What app-config says about everything but stores and keys. Durations in seconds. */
export interface Settings {
  workDir: string;
  profilesFolder?: string;
  drills: {
    concurrency: number;
    timeoutSeconds: number;
    timezone: string;
    /** Undefined: only jobs with a rhythm of their own are drilled by themselves. */
    defaults: DrillDefaults | undefined;
    limits: DrillLimits;
  };
  runner: RunnerSettings;
  observation: ObservationSettings;
  selfTest: { enabled: boolean; everySeconds: number };
  registration: { enabled: boolean };
  queueDirectory?: string;
  retention: { observationSeconds: number };
}

/** Reads `emrBackup`; a value nobody can use names its key. */
export function readSettings(root: RootConfigService): Settings {
  const config = root.getOptionalConfig('emrBackup');
  return {
    workDir: path.resolve(
      config?.getOptionalString('workDir') ??
        path.join(os.tmpdir(), 'emr-backup'),
    ),
    profilesFolder: config?.getOptionalString('profiles.folder'),
    drills: {
      concurrency: readConcurrency(config),
      timeoutSeconds: readSeconds(root, 'drills.timeout', 'PT6H'),
      timezone: readTimezone(config),
      defaults: readDrillDefaults(root),
      limits: readDrillLimits(root),
    },
    runner: readRunnerSettings(root),
    observation: readObservationSettings(root),
    selfTest: {
      enabled: config?.getOptionalBoolean('selfTest.enabled') ?? true,
      everySeconds: readSeconds(root, 'selfTest.every', 'P7D'),
    },
    registration: {
      enabled: config?.getOptionalBoolean('registration.enabled') ?? false,
    },
    queueDirectory: config?.getOptionalString('queue.directory'),
    retention: {
      observationSeconds: readSeconds(root, 'retention.observations', 'P400D'),
    },
  };
}

function readConcurrency(config: Config | undefined): number {
  const value = config?.getOptionalNumber('drills.concurrency') ?? 1;
  if (!Number.isInteger(value) || value < 1 || value > 64)
    throw new InputError(
      `emrBackup.drills.concurrency is ${value}; it must be a whole number from 1 to 64.`,
    );
  return value;
}

function readTimezone(config: Config | undefined): string {
  const zone = config?.getOptionalString('drills.timezone') ?? 'UTC';
  if (!IANAZone.isValidZone(zone))
    throw new InputError(
      `emrBackup.drills.timezone is "${zone}"; it must be an IANA time zone such as America/Toronto.`,
    );
  return zone;
}
