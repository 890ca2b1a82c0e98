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
      import('../vendor/AgreementCard').then(m => <m.VendorAgreementCard />),
  },
});

const vendorRecordCard = EntityCardBlueprint.make({
  name: 'vendor-record',
  params: {
    type: 'content',
    filter: isVendorEntity,
    loader: () =>
      import('../vendor/RecordCard').then(m => <m.VendorRecordCard />),
  },
});

/** In the order in which they appear on the page. */
export const vendorCards = [
  vendorClinicsCard,
  vendorRecordCard,
  vendorContactsCard,
  vendorAgreementCard,
];
