import { DateTime } from 'luxon';
import { Text } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { VendorEntity } from '@emr-backup/plugin-emr-backup-common';
import { useFormat, useNow } from '../format';
import { Facts } from '../marks/Facts';
import { InfoCard } from '../marks/InfoCard';
import { Pill } from '../marks/Pill';
import { useWords } from '../words';

/** Renewing an agreement takes weeks: sooner nags, later is too late. */
const SOON_DAYS = 60;

/** How an agreement stands on a day; it still binds on the day it ends. */
export function termOf(
  expires: string | undefined,
  now: number,
): 'over' | 'soon' | 'current' {
  if (!expires) return 'current';
  const daysLeft = DateTime.fromISO(expires)
    .endOf('day')
    .diff(DateTime.fromMillis(now), 'days').days;
  if (daysLeft < 0) return 'over';
  return daysLeft < SOON_DAYS ? 'soon' : 'current';
}

function AgreementPill({ term }: { term: ReturnType<typeof termOf> }) {
  const t = useWords();
  if (term === 'over') {
    return (
      <Pill tone="bad" shape="diamond">
        {t('vendor.over')}
      </Pill>
    );
  }
  return term === 'soon' ? (
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
  const now = useNow();
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
  const term = termOf(agreement.expires, now);
  return (
    <InfoCard
      title={t('card.agreement')}
      actions={<AgreementPill term={term} />}
    >
      {term !== 'current' && agreement.expires && (
        <Text as="p">
          {t(`contract.${term}`, { when: format.relative(agreement.expires) })}
        </Text>
      )}
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
