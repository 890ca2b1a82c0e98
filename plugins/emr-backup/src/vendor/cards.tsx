import { useEntity } from '@backstage/plugin-catalog-react';
import type {
  ClinicRow,
  VendorEntity,
} from '@emr-backup/plugin-emr-backup-common';
import { AgeCell } from '../fleet/clinicCells';
import { useFormat } from '../format';
import { DataTable } from '../marks/DataTable';
import { NamedLink } from '../marks/EntityLink';
import { InfoCard } from '../marks/InfoCard';
import { StandingPill } from '../marks/pills';
import { Shown } from '../marks/states';
import { useWords } from '../words';
import { Contacts } from './Contacts';
import { useVendorClinics } from './useVendorClinics';

export function VendorContactsCard() {
  const { entity } = useEntity<VendorEntity>();
  const t = useWords();
  return (
    <InfoCard title={t('card.contacts')}>
      <Contacts contacts={entity.spec.contacts ?? []} />
    </InfoCard>
  );
}

function ZonedAge({ row }: { row: ClinicRow }) {
  return <AgeCell age={row.backupAge} format={useFormat(row.timezone)} />;
}

export function VendorClinicsCard() {
  const { entity } = useEntity<VendorEntity>();
  const t = useWords();
  const reading = useVendorClinics(entity);
  return (
    <InfoCard title={t('card.clinics')}>
      <Shown reading={reading}>
        {clinics => (
          <DataTable
            label={t('vendor.table')}
            rowHeader="clinic"
            items={clinics}
            idOf={({ row }) => row.clinic.ref}
            empty={t('vendor.none')}
            columns={[
              {
                id: 'standing',
                label: t('fleet.column.standing'),
                width: '7rem',
                cell: ({ row }) => <StandingPill standing={row.standing} />,
              },
              {
                id: 'clinic',
                label: t('fleet.column.clinic'),
                cell: ({ row }) => <NamedLink to={row.clinic} bold />,
              },
              {
                id: 'age',
                label: t('fleet.column.age'),
                width: '8rem',
                cell: ({ row }) => <ZonedAge row={row} />,
              },
              {
                id: 'role',
                label: t('vendor.role'),
                cell: ({ operates, supplies }) =>
                  [
                    operates && t('vendor.operates'),
                    supplies && t('vendor.supplies'),
                  ]
                    .filter(Boolean)
                    .join(', '),
              },
            ]}
          />
        )}
      </Shown>
    </InfoCard>
  );
}
