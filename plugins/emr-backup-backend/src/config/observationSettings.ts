import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { readSeconds } from './readSeconds';

/** How the stores are looked at. */
export interface ObservationSettings {
  /** A copy is looked at at least so often. */
  everySeconds: number;
  /** And never more often than this. */
  shortestSeconds: number;
  /** Larger backups are not read for their digest. */
  digestUpToBytes: number;
  /** A backup is shrunk below this share of the median of so many before it. */
  shrunk: { below: number; of: number };
}

/** Reads `emrBackup.observation`. */
export function readObservationSettings(
  root: RootConfigService,
): ObservationSettings {
  return {
    everySeconds: readSeconds(root, 'observation.every', 'PT15M'),
    shortestSeconds: readSeconds(root, 'observation.shortest', 'PT1M'),
    digestUpToBytes:
      readNumber(root, 'observation.digestUpToMegabytes', 64, {
        min: 0,
        max: 1_000_000,
        mustBe: 'a number of megabytes from 0 (never) to 1000000',
      }) * 1_000_000,
    shrunk: {
      below: readNumber(root, 'observation.shrunk.below', 0.5, {
        min: 0,
        max: 1,
        mustBe: 'a share from 0 (never) to 1',
      }),
      of: Math.round(
        readNumber(root, 'observation.shrunk.of', 7, {
          min: 3,
          max: 100,
          mustBe: 'a number of backups from 3 to 100',
        }),
      ),
    },
  };
}

function readNumber(
  root: RootConfigService,
  name: string,
  fallback: number,
  bounds: { min: number; max: number; mustBe: string },
): number {
  const key = `emrBackup.${name}`;
  const value = root.getOptionalNumber(key) ?? fallback;
  if (!(value >= bounds.min && value <= bounds.max))
    throw new InputError(`${key} is ${value}; it must be ${bounds.mustBe}.`);
  return value;
}
