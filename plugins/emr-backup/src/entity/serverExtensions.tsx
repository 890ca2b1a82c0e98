import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { isEmrServerEntity } from '@emr-backup/plugin-emr-backup-common';

export const serverStandingCard = EntityCardBlueprint.make({
  name: 'server-standing',
  params: {
    type: 'content',
    filter: isEmrServerEntity,
    loader: () => import('../server/cards').then(m => <m.ServerStandingCard />),
  },
});

export const serverJobsCard = EntityCardBlueprint.make({
  name: 'server-jobs',
  params: {
    type: 'content',
    filter: isEmrServerEntity,
    loader: () => import('../server/cards').then(m => <m.ServerJobsCard />),
  },
});

export const serverAgeCard = EntityCardBlueprint.make({
  name: 'server-backup-age',
  params: {
    type: 'info',
    filter: isEmrServerEntity,
    loader: () => import('../server/cards').then(m => <m.ServerAgeCard />),
  },
});
