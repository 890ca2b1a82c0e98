import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiShieldCheckLine } from '@remixicon/react';
import { isClinicEntity } from '@emr-backup/plugin-emr-backup-common';

export const clinicStandingCard = EntityCardBlueprint.make({
  name: 'clinic-standing',
  params: {
    type: 'content',
    filter: isClinicEntity,
    loader: () => import('../clinic/cards').then(m => <m.ClinicStandingCard />),
  },
});

export const clinicSystemsCard = EntityCardBlueprint.make({
  name: 'clinic-systems',
  params: {
    type: 'content',
    filter: isClinicEntity,
    loader: () => import('../clinic/cards').then(m => <m.ClinicSystemsCard />),
  },
});

export const clinicDrillsCard = EntityCardBlueprint.make({
  name: 'clinic-drills',
  params: {
    type: 'content',
    filter: isClinicEntity,
    loader: () => import('../clinic/cards').then(m => <m.ClinicDrillsCard />),
  },
});

export const clinicPeopleCard = EntityCardBlueprint.make({
  name: 'clinic-people',
  params: {
    type: 'info',
    filter: isClinicEntity,
    loader: () => import('../clinic/cards').then(m => <m.ClinicPeopleCard />),
  },
});

export const clinicAgeCard = EntityCardBlueprint.make({
  name: 'clinic-backup-age',
  params: {
    type: 'info',
    filter: isClinicEntity,
    loader: () => import('../clinic/cards').then(m => <m.ClinicAgeCard />),
  },
});

export const clinicVerificationCard = EntityCardBlueprint.make({
  name: 'clinic-last-verification',
  params: {
    type: 'info',
    filter: isClinicEntity,
    loader: () =>
      import('../clinic/cards').then(m => <m.ClinicVerificationCard />),
  },
});

export const clinicBackupsTab = EntityContentBlueprint.make({
  name: 'clinic-backups',
  params: {
    path: '/backups',
    title: 'Backups',
    icon: <RiShieldCheckLine />,
    filter: isClinicEntity,
    loader: () => import('../clinic/ClinicTab').then(m => <m.ClinicTab />),
  },
});
