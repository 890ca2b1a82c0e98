import { useState } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type {
  ClinicRow,
  VendorEntity,
} from '@emr-backup/plugin-emr-backup-common';
import { AgeCell } from '../fleet/clinicCells';
import { FormatRoom, useFormat, useRoomFormat } from '../format';
import { DataTable } from '../marks/DataTable';
import { NamedLink } from '../marks/EntityLink';
import { InfoCard } from '../marks/InfoCard';
import { Paging } from '../marks/Paging';
import { StandingPill } from '../marks/pills';
import { Shown } from '../marks/states';
import { useWords } from '../words';
import { Contacts } from './Contacts';
import { useVendorClinics, VENDOR_PAGE_SIZE } from './useVendorClinics';

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
  return <AgeCell age={row.backupAge} format={useRoomFormat(row.timezone)} />;
}

export function VendorClinicsCard() {
  const { entity } = useEntity<VendorEntity>();
  const t = useWords();
  const vendor = stringifyEntityRef(entity);
  const format = useFormat();
  const [offset, setOffset] = useState(0);
  const reading = useVendorClinics(vendor, offset);
  return (
    <InfoCard title={t('card.clinics')}>
      <Shown reading={reading}>
        {page => (
          <FormatRoom>
            <DataTable
              label={t('vendor.table')}
              rowHeader="clinic"
              items={page.items}
              stale={reading.pending}
              idOf={row => row.clinic.ref}
              empty={t('vendor.none')}
              columns={[
                {
                  id: 'standing',
                  label: t('fleet.column.standing'),
                  width: '7rem',
                  cell: row => <StandingPill standing={row.standing} />,
                },
                {
                  id: 'clinic',
                  label: t('fleet.column.clinic'),
                  cell: row => <NamedLink to={row.clinic} bold />,
                },
                {
                  id: 'age',
                  label: t('fleet.column.age'),
                  width: '8rem',
                  cell: row => <ZonedAge row={row} />,
                },
                {
                  id: 'role',
                  label: t('vendor.role'),
                  cell: row =>
                    [
                      row.operators.includes(vendor) && t('vendor.operates'),
                      row.suppliers?.includes(vendor) && t('vendor.supplies'),
                    ]
                      .filter(Boolean)
                      .join(', '),
                },
              ]}
            />
            <Paging
              offset={offset}
              pageSize={VENDOR_PAGE_SIZE}
              shown={page.items.length}
              total={page.totalItems}
              onPage={setOffset}
              format={format}
            />
          </FormatRoom>
        )}
      </Shown>
    </InfoCard>
  );
}
