import type { AlarmKind } from '@emr-backup/plugin-emr-backup-common';

export type { AlarmPolicy } from '../config';

/** Kinds that are told only when they have lasted. */
export const PATIENT_KINDS: readonly AlarmKind[] = ['store-unreachable'];
