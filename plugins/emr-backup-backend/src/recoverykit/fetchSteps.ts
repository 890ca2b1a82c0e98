import path from 'node:path';
import type { RecoveryStep } from '@emr-backup/plugin-emr-backup-common';
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
    title: 'Tell who answers for it',
    detail: `${
      job.owner ?? 'Nobody'
    } answers for this backup.${operator} Leave the damaged server as it is until somebody has decided that nothing on it is needed any more.`,
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
    title: 'Fetch the backup',
    detail: [`It lies at ${place}.`, newest, fetch?.detail]
      .filter(Boolean)
      .join(' '),
    commands: ['mkdir restore && cd restore', ...(fetch?.commands ?? [])],
  };
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
      title: 'Make sure these are the files that were proved',
      detail: `The last passed drill read ${known.length} of them to the end; each must answer "OK".`,
      commands: known.map(
        file =>
          `echo ${shellWord(
            `${file.sha256}  ${baseName(file.path)}`,
          )} | sha256sum --check`,
      ),
    },
  ];
}
