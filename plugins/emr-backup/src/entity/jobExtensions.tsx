import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiFirstAidKitLine } from '@remixicon/react';
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

const jobAlarmsCard = EntityCardBlueprint.make({
  name: 'job-alarms',
  params: {
    type: 'content',
    filter: isBackupJobEntity,
    loader: () => import('../job/JobAlarmsCard').then(m => <m.JobAlarmsCard />),
  },
});

const jobScheduleCard = EntityCardBlueprint.make({
  name: 'job-schedule',
  params: {
    type: 'info',
    filter: isBackupJobEntity,
    loader: () =>
      import('../job/ScheduleCard').then(m => <m.JobScheduleCard />),
  },
});

const jobHeartbeatCard = EntityCardBlueprint.make({
  name: 'job-heartbeat',
  params: {
    type: 'info',
    filter: isBackupJobEntity,
    loader: () =>
      import('../job/HeartbeatCard').then(m => <m.JobHeartbeatCard />),
  },
});

const jobDrillTimesCard = EntityCardBlueprint.make({
  name: 'job-drill-times',
  params: {
    type: 'content',
    filter: isBackupJobEntity,
    loader: () => import('../job/cards').then(m => <m.JobTimesCard />),
  },
});

const jobHistoryCard = EntityCardBlueprint.make({
  name: 'job-history',
  params: {
    type: 'content',
    filter: isBackupJobEntity,
    loader: () => import('../job/HistoryCard').then(m => <m.JobHistoryCard />),
  },
});

const jobCustodyCard = EntityCardBlueprint.make({
  name: 'job-custody',
  params: {
    type: 'content',
    filter: isBackupJobEntity,
    loader: () =>
      import('../custody/CustodyCard').then(m => <m.JobCustodyCard />),
  },
});

const jobRecoveryKitTab = EntityContentBlueprint.make({
  name: 'job-recovery-kit',
  params: {
    path: '/recovery-kit',
    title: 'Recovery kit',
    icon: <RiFirstAidKitLine />,
    filter: isBackupJobEntity,
    loader: () =>
      import('../job/RecoveryKitTab').then(m => <m.RecoveryKitTab />),
  },
});

/** What people do about a job's drills, copies and reports. */
export const jobOperationCards = [
  jobAlarmsCard,
  jobHistoryCard,
  jobCustodyCard,
  jobScheduleCard,
  jobHeartbeatCard,
];

/** In the order in which they appear on the page. */
export const jobCards = [
  jobStandingCard,
  jobRunCard,
  jobAlarmsCard,
  jobVerificationCard,
  jobCopiesCard,
  jobHistoryCard,
  jobDrillTimesCard,
  jobDrillsCard,
  jobCustodyCard,
  jobPeopleCard,
  jobAgeCard,
  jobScheduleCard,
  jobHeartbeatCard,
];

export const jobExtensions = [...jobCards, jobRecoveryKitTab];
