import { InputError } from '@backstage/errors';
import {
  NOT_PROVEN_BY_DRILL,
  type RestoreTier,
} from '@emr-backup/plugin-emr-backup-common';
import type { ProfileCatalog } from '../profile';
import type { DrillRequest } from './types';

/** The first of what a report lists as not proven; a full drill has none of this kind. */
export function notProvenByTier(tier: RestoreTier): string[] {
  return tier === 'full' ? [] : [NOT_PROVEN_BY_DRILL[tier]];
}

/** A quick drill has to know beforehand which tables are core: tables nobody loaded cannot be recognised by what is in them. */
export function requireCoreTables(
  request: Pick<DrillRequest, 'tier' | 'profile'>,
  profiles: ProfileCatalog,
): void {
  if (request.tier !== 'quick') return;
  const { profile } = request;
  if (profile === undefined)
    throw new InputError(
      'A drill of the tier quick needs a profile by name: only the profile says which tables are core.',
    );
  if (!profiles.names().includes(profile)) return;
  if (profiles.get(profile).core.length === 0)
    throw new InputError(
      `The profile "${profile}" names no core table, so a drill of the tier quick would restore nothing. Use the tier data or full.`,
    );
}
