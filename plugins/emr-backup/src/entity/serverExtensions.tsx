import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { isEmrServerEntity } from '@emr-backup/plugin-emr-backup-common';

const serverStandingCard = EntityCardBlueprint.make({
  name: 'server-standing',
  params: {
    type: 'content',
    filter: isEmrServerEntity,
    loader: () => import('../server/cards').then(m => <m.ServerStandingCard />),
  },
});

const serverJobsCard = EntityCardBlueprint.make({
  name: 'server-jobs',
  params: {
    type: 'content',
    filter: isEmrServerEntity,
    loader: () => import('../server/cards').then(m => <m.ServerJobsCard />),
  },
});

const serverAgeCard = EntityCardBlueprint.make({
  name: 'server-backup-age',
  params: {
    type: 'info',
    filter: isEmrServerEntity,
    loader: () => import('../server/cards').then(m => <m.ServerAgeCard />),
  },
});

const serverSystemCard = EntityCardBlueprint.make({
  name: 'server-system',
  params: {
    type: 'info',
    filter: isEmrServerEntity,
    loader: () =>
      import('../server/SystemCard').then(m => <m.ServerSystemCard />),
  },
});

/** In the order in which they appear on the page. */
export const serverCards = [
  serverStandingCard,
  serverJobsCard,
  serverAgeCard,
  serverSystemCard,
];
