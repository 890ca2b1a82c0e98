import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { isBackupJobEntity } from '@emr-backup/plugin-emr-backup-common';

const jobStandingCard = EntityCardBlueprint.make({
  name: 'job-standing',
  params: {
    type: 'content',
    filter: isBackupJobEntity,
    loader: () => import('../job/cards').then(m => <m.JobStandingCard />),
  },
});

const jobRunCard = EntityCardBlueprint.make({
  name: 'job-run',
  params: {
    type: 'content',
    filter: isBackupJobEntity,
    loader: () => import('../job/cards').then(m => <m.JobRunCard />),
  },
});

const jobCopiesCard = EntityCardBlueprint.make({
  name: 'job-copies',
  params: {
    type: 'content',
    filter: isBackupJobEntity,
    loader: () => import('../job/cards').then(m => <m.JobCopiesCard />),
  },
});

const jobDrillsCard = EntityCardBlueprint.make({
  name: 'job-drills',
  params: {
    type: 'content',
    filter: isBackupJobEntity,
    loader: () => import('../job/cards').then(m => <m.JobDrillsCard />),
  },
});

const jobPeopleCard = EntityCardBlueprint.make({
  name: 'job-people',
  params: {
    type: 'info',
    filter: isBackupJobEntity,
    loader: () => import('../job/cards').then(m => <m.JobPeopleCard />),
  },
});

const jobAgeCard = EntityCardBlueprint.make({
  name: 'job-backup-age',
  params: {
    type: 'info',
    filter: isBackupJobEntity,
    loader: () => import('../job/cards').then(m => <m.JobAgeCard />),
  },
});

const jobVerificationCard = EntityCardBlueprint.make({
  name: 'job-last-verification',
  params: {
    type: 'content',
    filter: isBackupJobEntity,
    loader: () => import('../job/cards').then(m => <m.JobVerificationCard />),
  },
});

/** In the order in which they appear on the page. */
export const jobCards = [
  jobStandingCard,
  jobRunCard,
  jobVerificationCard,
  jobCopiesCard,
  jobDrillsCard,
  jobPeopleCard,
  jobAgeCard,
];
