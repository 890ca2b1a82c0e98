/**
 * Why a drill says the **backup** is bad. The list is stable: codes are added,
 * never renamed. `docs/reasons.md` says what each means and what to do.
 * @public
 */
export const FAILED_REASONS = [
  'hollow',
  'truncated',
  'archive-damaged',
  'trailer-missing',
  'undecryptable-wrong-key',
  'undecryptable-truncated',
  'not-a-backup',
  'chain-incomplete',
  'tables-missing',
  'core-table-missing',
  'core-table-empty',
  'constraints-missing',
  'indexes-missing',
  'routines-missing',
  'triggers-missing',
  'views-missing',
  'view-unusable',
  'rows-shrunk',
  'stale-content',
  'encoding-damaged',
  'wrong-product',
  'wrong-clinic',
  'documents-missing',
  'documents-empty',
  'documents-altered',
  'documents-out-of-step',
  'document-keys-missing',
  'client-command-in-dump',
  'table-corrupt',
  'custom-check',
  'load-error',
] as const;

/** Why a drill says the backup is bad. @public */
export type FailedReason = (typeof FAILED_REASONS)[number];

/**
 * Why a drill could not judge: our environment, key, engine, disk or time.
 * Never changes a standing. Stable like {@link FAILED_REASONS}.
 * @public
 */
export const ERROR_REASONS = [
  'artifact-missing',
  'artifact-unreadable',
  'store-missing',
  'store-unreachable',
  'key-unavailable',
  'profile-unknown',
  'profile-invalid',
  'format-unsupported',
  'tool-missing',
  'engine-missing',
  'engine-version',
  'engine-start',
  'environment-collation',
  'missing-extension',
  'missing-role',
  'scratch-full',
  'scratch-unwritable',
  'memory-short',
  'timed-out',
  'runner-lost',
  'check-error',
  'wipe-failed',
  'internal',
] as const;

/** Why a drill could not judge. @public */
export type ErrorReason = (typeof ERROR_REASONS)[number];

/** The reason of a drill that passed or was cancelled; `restored-in-part` when its tier was not `full`. @public */
export const NEUTRAL_REASONS = [
  'restored',
  'restored-in-part',
  'cancelled',
] as const;
/** The reason of a drill that passed or was cancelled. @public */
export type NeutralReason = (typeof NEUTRAL_REASONS)[number];

/** Any reason code. @public */
export type ReasonCode = FailedReason | ErrorReason | NeutralReason;

/**
 * Why a job or clinic stands as it does, beside the {@link FAILED_REASONS} of
 * its newest drill. Stable like those.
 * @public
 */
export const STANDING_REASONS = [
  'drill-failed',
  'backup-overdue',
  'backup-missing',
  'proof-overdue',
  'drill-overdue',
  'data-too-old',
  'vendors-word',
  'never-proven',
  'no-backup-job',
  'proven',
] as const;

/** Why a job or clinic stands as it does, beside what its newest drill found. @public */
export type StandingReasonCode = (typeof STANDING_REASONS)[number];
