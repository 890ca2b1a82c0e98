import { DateTime } from 'luxon';
import { Text } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import type {
  ClinicRow,
  VendorEntity,
} from '@emr-backup/plugin-emr-backup-common';
import { AgeCell } from '../fleet/clinicCells';
import { useFormat, useNow } from '../format';
import { DataTable } from '../marks/DataTable';
import { NamedLink } from '../marks/EntityLink';
import { Facts } from '../marks/Facts';
import { InfoCard } from '../marks/InfoCard';
import { Pill } from '../marks/Pill';
import { StandingPill } from '../marks/pills';
import { Shown } from '../marks/states';
import { useWords } from '../words';
import { Contacts } from './Contacts';
import { useVendorClinics } from './useVendorClinics';

/** Renewing an agreement takes weeks: sooner nags, later is too late. */
const SOON_DAYS = 90;

export function VendorContactsCard() {
  const { entity } = useEntity<VendorEntity>();
  const t = useWords();
  return (
    <InfoCard title={t('card.contacts')}>
      <Contacts contacts={entity.spec.contacts ?? []} />
    </InfoCard>
  );
}

function AgreementPill({ expires }: { expires: string | undefined }) {
  const t = useWords();
  const now = useNow();
  const daysLeft = expires
    ? DateTime.fromISO(expires).diff(DateTime.fromMillis(now), 'days').days
    : Infinity;
  if (daysLeft < 0) {
    return (
      <Pill tone="bad" shape="diamond">
        {t('vendor.over')}
      </Pill>
    );
  }
  return daysLeft < SOON_DAYS ? (
    <Pill tone="late" shape="ring">
      {t('vendor.ending')}
    </Pill>
  ) : (
    <Pill tone="good" shape="disc">
      {t('vendor.current')}
    </Pill>
  );
}

export function VendorAgreementCard() {
  const { entity } = useEntity<VendorEntity>();
  const t = useWords();
  const format = useFormat();
  const { agreement } = entity.spec;
  if (!agreement) {
    return (
      <InfoCard title={t('card.agreement')}>
        <Text as="p" color="secondary">
          {t('vendor.noAgreement')}
        </Text>
      </InfoCard>
    );
  }
  return (
    <InfoCard
      title={t('card.agreement')}
      actions={<AgreementPill expires={agreement.expires} />}
    >
      <Facts
        facts={[
          { name: t('vendor.type'), value: agreement.type },
          Boolean(agreement.signed) && {
            name: t('vendor.signed'),
            value: agreement.signed,
          },
          {
            name: t('vendor.expires'),
            value: agreement.expires
              ? `${agreement.expires} (${format.relative(agreement.expires)})`
              : t('vendor.openEnded'),
          },
        ]}
      />
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
