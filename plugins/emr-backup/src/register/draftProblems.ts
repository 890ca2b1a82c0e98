import type { RegistrationProblem } from '@emr-backup/plugin-emr-backup-common';
import {
  DRAFT_FIELDS,
  withNames,
  type ClinicDraft,
  type DraftFieldId,
  type DraftKind,
} from './clinicDraft';

/** Problems beside the fields that cause them, and those that belong to none. */
export interface DraftProblems {
  byField: Partial<Record<DraftFieldId, string>>;
  others: string[];
}

/** Finds the field of each problem that the backend named. */
export function draftProblems(
  draft: ClinicDraft,
  problems: readonly RegistrationProblem[],
): DraftProblems {
  const byField: DraftProblems['byField'] = {};
  const others = new Set<string>();
  for (const problem of problems) {
    const id = fieldOf(draft, problem);
    if (id === undefined) others.add(`${problem.entity}: ${problem.message}`);
    else byField[id] ??= problem.message;
  }
  return { byField, others: [...others] };
}

function fieldOf(
  draft: ClinicDraft,
  { entity, field }: RegistrationProblem,
): DraftFieldId | undefined {
  const { clinicName, serverName } = withNames(draft);
  const kind = entity.split(' ')[0] as DraftKind;
  if (field === null) return undefined;
  // One owner is asked for and stands in all three.
  if (field === 'spec.owner') return 'owner';
  if (kind === 'EmrServer' && field === 'spec.clinic' && clinicName)
    return 'clinicName';
  if (kind === 'BackupJob' && field === 'spec.server' && serverName)
    return 'serverName';
  if (kind === 'BackupJob' && field === 'spec.schedule')
    return draft.cron ? 'cron' : 'every';
  return DRAFT_FIELDS.find(known => known.kind === kind && known.path === field)
    ?.id;
}
