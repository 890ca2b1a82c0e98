import path from 'node:path';
import {
  tell,
  type RecoveryStep,
  type Told,
} from '@emr-backup/plugin-emr-backup-common';
import { shellWord } from '@emr-backup/plugin-emr-backup-node';
import { drilledCopyIndex } from '../standing';
import type { KitFacts } from './KitFacts';

const baseName = (file: string) => path.posix.basename(file);

/** Whom to tell, and how the files come to where they are restored. */
export function fetchSteps(facts: KitFacts): RecoveryStep[] {
  return [callStep(facts), fetchStep(facts), ...digestStep(facts)];
}

function callStep({ job }: KitFacts): RecoveryStep {
  const operator = job.operatedBy ? ` ${job.operatedBy} runs the backup.` : '';
  return {
    code: 'tell',
    title: 'Tell who answers for it',
    detail: `${
      job.owner ?? 'Nobody'
    } answers for this backup.${operator} Leave the damaged server as it is until somebody has decided that nothing on it is needed any more.`,
    told: [
      job.owner ? tell('kit-owner', { owner: job.owner }) : tell('kit-nobody'),
      ...(job.operatedBy
        ? [tell('kit-operator', { operator: job.operatedBy })]
        : []),
      tell('kit-leave'),
    ],
    commands: [],
  };
}

function fetchStep({ job, artifact, fetch }: KitFacts): RecoveryStep {
  const copy = job.spec.copies[drilledCopyIndex(job)];
  const place = copy
    ? `${copy.path} in the store "${copy.store}"${
        copy.location ? ` in ${copy.location}` : ''
      }`
    : 'nowhere this portal knows of';
  const newest = artifact
    ? `The newest backup is ${artifact.name}, taken ${artifact.takenAt
        .replace('T', ' ')
        .replace(/:\d\d(?:\.\d+)?Z$/, ' UTC')}.`
    : 'Take the newest one that is complete.';
  return {
    code: 'fetch',
    title: 'Fetch the backup',
    detail: [`It lies at ${place}.`, newest, fetch?.detail]
      .filter(Boolean)
      .join(' '),
    told: fetchTold({ job, artifact, fetch }),
    commands: ['mkdir restore && cd restore', ...(fetch?.commands ?? [])],
  };
}

/** Undefined when the store tells something of its own that nobody can translate. */
function fetchTold({
  job,
  artifact,
  fetch,
}: Pick<KitFacts, 'job' | 'artifact' | 'fetch'>): Told[] | undefined {
  if (fetch && !fetch.told) return undefined;
  return [
    placeTold(job),
    artifact
      ? tell('kit-newest', { name: artifact.name, at: artifact.takenAt })
      : tell('kit-take-newest'),
    ...(fetch?.told ?? []),
  ];
}

function placeTold(job: KitFacts['job']): Told {
  const copy = job.spec.copies[drilledCopyIndex(job)];
  if (!copy) return tell('kit-nowhere');
  const { path: place, store, location } = copy;
  return location
    ? tell('kit-place-at', { place, store, location })
    : tell('kit-place', { place, store });
}

/** Only of the very files a drill has read. */
function digestStep({ artifact, report }: KitFacts): RecoveryStep[] {
  const present = new Set(artifact?.files.map(file => baseName(file.path)));
  const known = (report?.artifact.files ?? []).filter(
    file => file.sha256 !== null && present.has(baseName(file.path)),
  );
  if (known.length === 0) return [];
  return [
    {
      code: 'digests',
      title: 'Make sure these are the files that were proved',
      detail: `The last passed drill read ${known.length} of them to the end; each must answer "OK".`,
      told: [tell('kit-digests', { count: known.length })],
      commands: known.map(
        file =>
          `echo ${shellWord(
            `${file.sha256}  ${baseName(file.path)}`,
          )} | sha256sum --check`,
      ),
    },
  ];
}
