import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiShieldCheckLine } from '@remixicon/react';
import { isClinicEntity } from '@emr-backup/plugin-emr-backup-common';

const clinicStandingCard = EntityCardBlueprint.make({
  name: 'clinic-standing',
  params: {
    type: 'content',
    filter: isClinicEntity,
    loader: () => import('../clinic/cards').then(m => <m.ClinicStandingCard />),
  },
});

const clinicSystemsCard = EntityCardBlueprint.make({
  name: 'clinic-systems',
  params: {
    type: 'content',
    filter: isClinicEntity,
    loader: () => import('../clinic/cards').then(m => <m.ClinicSystemsCard />),
  },
});

const clinicDrillsCard = EntityCardBlueprint.make({
  name: 'clinic-drills',
  params: {
    type: 'content',
    filter: isClinicEntity,
    loader: () => import('../clinic/cards').then(m => <m.ClinicDrillsCard />),
  },
});

const clinicPeopleCard = EntityCardBlueprint.make({
  name: 'clinic-people',
  params: {
    type: 'info',
    filter: isClinicEntity,
    loader: () => import('../clinic/cards').then(m => <m.ClinicPeopleCard />),
  },
});

const clinicAgeCard = EntityCardBlueprint.make({
  name: 'clinic-backup-age',
  params: {
    type: 'info',
    filter: isClinicEntity,
    loader: () => import('../clinic/cards').then(m => <m.ClinicAgeCard />),
  },
});

const clinicVerificationCard = EntityCardBlueprint.make({
  name: 'clinic-last-verification',
  params: {
    type: 'content',
    filter: isClinicEntity,
    loader: () =>
      import('../clinic/cards').then(m => <m.ClinicVerificationCard />),
  },
});

const clinicFindingsCard = EntityCardBlueprint.make({
  name: 'clinic-findings',
  params: {
    type: 'content',
    filter: isClinicEntity,
    loader: () => import('../clinic/cards').then(m => <m.ClinicFindingsCard />),
  },
});

const clinicCopiesCard = EntityCardBlueprint.make({
  name: 'clinic-copies',
  params: {
    type: 'content',
    filter: isClinicEntity,
    loader: () => import('../clinic/cards').then(m => <m.ClinicCopiesCard />),
  },
});

const clinicDrillTimesCard = EntityCardBlueprint.make({
  name: 'clinic-drill-times',
  params: {
    type: 'content',
    filter: isClinicEntity,
    loader: () => import('../clinic/cards').then(m => <m.ClinicTimesCard />),
  },
});

const clinicBackupsTab = EntityContentBlueprint.make({
  name: 'clinic-backups',
  params: {
    path: '/backups',
    title: 'Backups',
    icon: <RiShieldCheckLine />,
    filter: isClinicEntity,
    loader: () => import('../clinic/ClinicTab').then(m => <m.ClinicTab />),
  },
});

/** The cards that go beyond the standing. */
export const clinicStoryCards = [
  clinicFindingsCard,
  clinicCopiesCard,
  clinicDrillTimesCard,
];

/** In the order in which they appear on the page. */
export const clinicCards = [
  clinicStandingCard,
  clinicFindingsCard,
  clinicVerificationCard,
  clinicSystemsCard,
  clinicDrillTimesCard,
  clinicDrillsCard,
  clinicCopiesCard,
  clinicPeopleCard,
  clinicAgeCard,
];

export const clinicExtensions = [...clinicCards, clinicBackupsTab];
