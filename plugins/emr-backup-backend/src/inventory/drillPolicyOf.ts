import {
  CRITICALITIES,
  type BackupCopy,
  type Criticality,
  type DrillPolicy,
} from '@emr-backup/plugin-emr-backup-common';

/** How a job is drilled, and who says so. */
export interface JobDrilling {
  policy: DrillPolicy | undefined;
  /** Whose rhythm it is; null when there is none. */
  from: 'entity' | 'default' | null;
}

const hasRhythm = (policy: DrillPolicy | undefined) =>
  Boolean(policy?.every ?? policy?.cron ?? policy?.after);

/**
 * The job's own policy, with the default rhythm of its criticality when it
 * names none. Where only the vendor has backups nothing is promised that
 * nobody here could do.
 */
export function drillingOf(
  own: DrillPolicy | undefined,
  job: { criticality: Criticality; copies: readonly BackupCopy[] },
  defaults: Readonly<Record<Criticality, DrillPolicy>> | undefined,
): JobDrilling {
  if (hasRhythm(own)) return { policy: own, from: 'entity' };
  const restorable = job.copies.some(
    ({ role }) => role === undefined || role === 'backup',
  );
  if (!defaults || !restorable) return { policy: own, from: null };
  return {
    policy: { ...defaults[job.criticality], ...own },
    from: 'default',
  };
}

/** The first that says something; a word nobody knows says nothing. */
export function firstCriticality(
  ...said: readonly (string | undefined)[]
): Criticality {
  for (const word of said) {
    const known = CRITICALITIES.find(criticality => criticality === word);
    if (known) return known;
  }
  return 'normal';
}
