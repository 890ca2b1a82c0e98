import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { isBackupJobEntity } from '@emr-backup/plugin-emr-backup-common';

export const jobStandingCard = EntityCardBlueprint.make({
  name: 'job-standing',
  params: {
    type: 'content',
    filter: isBackupJobEntity,
    loader: () => import('../job/cards').then(m => <m.JobStandingCard />),
  },
});

export const jobRunCard = EntityCardBlueprint.make({
  name: 'job-run',
  params: {
    type: 'content',
    filter: isBackupJobEntity,
    loader: () => import('../job/cards').then(m => <m.JobRunCard />),
  },
});

export const jobCopiesCard = EntityCardBlueprint.make({
  name: 'job-copies',
  params: {
    type: 'content',
    filter: isBackupJobEntity,
    loader: () => import('../job/cards').then(m => <m.JobCopiesCard />),
  },
});

export const jobDrillsCard = EntityCardBlueprint.make({
  name: 'job-drills',
  params: {
    type: 'content',
    filter: isBackupJobEntity,
    loader: () => import('../job/cards').then(m => <m.JobDrillsCard />),
  },
});

export const jobPeopleCard = EntityCardBlueprint.make({
  name: 'job-people',
  params: {
    type: 'info',
    filter: isBackupJobEntity,
    loader: () => import('../job/cards').then(m => <m.JobPeopleCard />),
  },
});

export const jobAgeCard = EntityCardBlueprint.make({
  name: 'job-backup-age',
  params: {
    type: 'info',
    filter: isBackupJobEntity,
    loader: () => import('../job/cards').then(m => <m.JobAgeCard />),
  },
});

export const jobVerificationCard = EntityCardBlueprint.make({
  name: 'job-last-verification',
  params: {
    type: 'info',
    filter: isBackupJobEntity,
    loader: () => import('../job/cards').then(m => <m.JobVerificationCard />),
  },
});
