import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { isVendorEntity } from '@emr-backup/plugin-emr-backup-common';

export const vendorClinicsCard = EntityCardBlueprint.make({
  name: 'vendor-clinics',
  params: {
    type: 'content',
    filter: isVendorEntity,
    loader: () => import('../vendor/cards').then(m => <m.VendorClinicsCard />),
  },
});

export const vendorContactsCard = EntityCardBlueprint.make({
  name: 'vendor-contacts',
  params: {
    type: 'info',
    filter: isVendorEntity,
    loader: () => import('../vendor/cards').then(m => <m.VendorContactsCard />),
  },
});

export const vendorAgreementCard = EntityCardBlueprint.make({
  name: 'vendor-agreement',
  params: {
    type: 'info',
    filter: isVendorEntity,
    loader: () =>
      import('../vendor/cards').then(m => <m.VendorAgreementCard />),
  },
});
