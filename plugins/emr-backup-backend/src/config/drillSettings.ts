import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  CRITICALITIES,
  DRILL_PICKS,
  type Criticality,
  type DrillPolicy,
} from '@emr-backup/plugin-emr-backup-common';
import { Duration, IANAZone } from 'luxon';
import { nextCron, parseWindow } from '../time';

/** How a job is drilled that names no rhythm, by its criticality. */
export type DrillDefaults = Record<Criticality, DrillPolicy>;

/** Drills at the same time, queued or running. */
export interface DrillLimits {
  perClinic: number;
  perVendor: number;
  perStore: number;
}

const USUAL_EVERY: Record<Criticality, string> = {
  high: 'P7D',
  normal: 'P30D',
  low: 'P90D',
};
const DURATIONS = ['every', 'spacing', 'within'] as const;
const TEXTS = ['pool'] as const;
const ROOT = 'emrBackup.drills';

/** Reads `emrBackup.drills.defaults`; undefined when they are switched off. */
export function readDrillDefaults(root: Config): DrillDefaults | undefined {
  const config = root.getOptionalConfig(`${ROOT}.defaults`);
  if (config?.getOptionalBoolean('enabled') === false) return undefined;
  const entries = CRITICALITIES.map(criticality => {
    const own = config?.getOptionalConfig(criticality);
    return [
      criticality,
      own ? readPolicy(own, criticality) : usual(criticality),
    ];
  });
  return Object.fromEntries(entries);
}

/** Reads `emrBackup.drills.limits`. */
export function readDrillLimits(root: Config): DrillLimits {
  const read = (name: keyof DrillLimits, fallback: number) => {
    const key = `${ROOT}.limits.${name}`;
    const value = root.getOptionalNumber(key) ?? fallback;
    if (!Number.isInteger(value) || value < 1)
      throw new InputError(
        `${key} is ${value}; it must be a whole number of at least 1.`,
      );
    return value;
  };
  return {
    // Two drills of one clinic read the same disks and the same line.
    perClinic: read('perClinic', 1),
    // Less slows a large fleet down; more lets one vendor or store fill every place of a usual pool.
    perVendor: read('perVendor', 8),
    perStore: read('perStore', 8),
  };
}

function usual(criticality: Criticality): DrillPolicy {
  return { every: USUAL_EVERY[criticality] };
}

function readPolicy(config: Config, criticality: Criticality): DrillPolicy {
  const key = (field: string) => `${ROOT}.defaults.${criticality}.${field}`;
  const text = (field: string) => config.getOptionalString(field);
  const rhythms = ['every', 'cron', 'after'].filter(field => config.has(field));
  if (rhythms.length > 1)
    throw new InputError(
      `${ROOT}.defaults.${criticality} has ${rhythms.join(
        ' and ',
      )}; it must have one of every, cron and after.`,
    );
  const policy: DrillPolicy = {};
  for (const field of DURATIONS) {
    const value = text(field);
    if (value === undefined) continue;
    if (!(Duration.fromISO(value).toMillis() > 0))
      throw refusal(key(field), value, 'an ISO 8601 duration such as P30D');
    policy[field] = value;
  }
  for (const field of TEXTS) policy[field] = text(field);
  const zone = text('timezone');
  if (zone !== undefined && !IANAZone.isValidZone(zone))
    throw refusal(key('timezone'), zone, 'a time zone such as America/Toronto');
  policy.timezone = zone;
  policy.window = readable(key('window'), text('window'), parseWindow);
  policy.cron = readable(key('cron'), text('cron'), cron =>
    nextCron(cron, zone ?? 'UTC', new Date()),
  );
  policy.pick = oneOf(key('pick'), text('pick'), DRILL_PICKS);
  policy.after = oneOf(key('after'), text('after'), ['each-backup'] as const);
  if (policy.after && policy.pick === 'random')
    throw new InputError(
      `${key('pick')} is "random", which has no meaning beside after.`,
    );
  const given = Object.entries(policy).filter(([, value]) => value);
  const named = Object.fromEntries(given) as DrillPolicy;
  return rhythms.length ? named : { ...usual(criticality), ...named };
}

function readable(
  key: string,
  value: string | undefined,
  read: (value: string) => unknown,
): string | undefined {
  if (value === undefined) return undefined;
  try {
    read(value);
    return value;
  } catch (error) {
    throw new InputError(`${key}: ${(error as Error).message}`);
  }
}

function oneOf<T extends string>(
  key: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined {
  const found = allowed.find(word => word === value);
  if (value !== undefined && found === undefined)
    throw refusal(key, value, `one of ${allowed.join(', ')}`);
  return found;
}

function refusal(key: string, value: string, mustBe: string) {
  return new InputError(`${key} is "${value}"; it must be ${mustBe}.`);
}
