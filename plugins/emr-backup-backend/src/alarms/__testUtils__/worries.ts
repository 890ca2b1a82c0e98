import type { AlarmKind } from '@emr-backup/plugin-emr-backup-common';
import type { Worry } from '../../standing';
import type { ConcernedJob, WorriedJob } from '../concerns';
import { OWNER, VENDOR } from './Book';

/** A job of a clinic of the same name. */
export const concernedJob = (
  name: string,
  more: Partial<ConcernedJob> = {},
): ConcernedJob => ({
  ref: `backupjob:default/${name}`,
  title: `${name} nightly`,
  clinicRef: `clinic:default/${name}`,
  clinicTitle: `Clinic ${name}`,
  owner: OWNER,
  operatedBy: VENDOR,
  ...more,
});

const WORDS: Partial<Record<AlarmKind, string>> = {
  'backup-late': 'late:shelf/*',
  'backup-missing': 'missing:shelf/*',
  hollow: 'hollow:shelf/*',
  shrunk: 'shrunk:shelf/*',
};

/** A worry as the standing room words it. */
export const worry = (
  name: string,
  kind: AlarmKind,
  more: Partial<Worry> = {},
): Worry => ({
  kind,
  cause: `job:backupjob:default/${name}:${WORDS[kind] ?? kind}`,
  since: null,
  message: `Something is wrong with ${name}: ${kind}.`,
  ...more,
});

export const deadStore = (store: string, since: string | null): Worry => ({
  kind: 'store-unreachable',
  cause: `store:${store}`,
  since,
  message: `The store "${store}" could not be looked at.`,
  store,
});

export const worried = (
  name: string,
  worries: readonly Worry[],
  more: Partial<ConcernedJob> = {},
): WorriedJob => ({ job: concernedJob(name, more), worries });
