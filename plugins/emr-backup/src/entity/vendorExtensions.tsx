import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { isVendorEntity } from '@emr-backup/plugin-emr-backup-common';

const vendorClinicsCard = EntityCardBlueprint.make({
  name: 'vendor-clinics',
  params: {
    type: 'content',
    filter: isVendorEntity,
    loader: () => import('../vendor/cards').then(m => <m.VendorClinicsCard />),
  },
});

const vendorContactsCard = EntityCardBlueprint.make({
  name: 'vendor-contacts',
  params: {
    type: 'info',
    filter: isVendorEntity,
    loader: () => import('../vendor/cards').then(m => <m.VendorContactsCard />),
  },
});

const vendorAgreementCard = EntityCardBlueprint.make({
  name: 'vendor-agreement',
  params: {
    type: 'info',
    filter: isVendorEntity,
    loader: () =>
      import('../vendor/cards').then(m => <m.VendorAgreementCard />),
  },
});

/** In the order in which they appear on the page. */
export const vendorCards = [
  vendorClinicsCard,
  vendorContactsCard,
  vendorAgreementCard,
];
