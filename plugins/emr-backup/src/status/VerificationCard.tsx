import { Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { DrillSummary } from '@emr-backup/plugin-emr-backup-common';
import { Starter } from '../drill/Starter';
import { useFormat } from '../format';
import { Facts } from '../marks/Facts';
import { InfoCard } from '../marks/InfoCard';
import { OutcomePill } from '../marks/pills';
import { ReasonTold } from '../marks/Told';
import { When } from '../marks/When';
import { drillRouteRef } from '../routes';
import { useWords } from '../words';

/** A link to a drill's page, worded for a running drill or a report. */
export function DrillLink({ drill }: { drill: DrillSummary }) {
  const t = useWords();
  const route = useRouteRef(drillRouteRef);
  if (!route) return null;
  return (
    <Link href={route({ id: drill.id })} variant="body-small">
      {t(
        drill.state === 'finished'
          ? 'verification.open'
          : 'verification.follow',
      )}
    </Link>
  );
}

/** The newest drill: who had it run, when, on what, and what it found. */
export function VerificationCard(props: {
  drill: DrillSummary | null;
  zone: string;
}) {
  const { drill, zone } = props;
  const t = useWords();
  const format = useFormat(zone);
  if (!drill) {
    return (
      <InfoCard title={t('card.verification')}>
        <Text as="p">{t('verification.never')}</Text>
        <Text as="p" color="secondary">
          {t('verification.neverHint')}
        </Text>
      </InfoCard>
    );
  }
  const at = drill.endedAt ?? drill.startedAt ?? drill.queuedAt;
  return (
    <InfoCard
      title={t('card.verification')}
      actions={<OutcomePill drill={drill} />}
    >
      {drill.reason && (
        <Text as="p">
          <ReasonTold reason={drill.reason} />
        </Text>
      )}
      <Facts
        facts={[
          {
            name: t('verification.when'),
            value: <When at={at} format={format} />,
          },
          {
            name: t('verification.who'),
            value: <Starter startedBy={drill.startedBy} />,
          },
          {
            name: t('drill.tier'),
            value: t(`drill.tiers.${drill.tier ?? 'full'}`),
          },
          drill.artifact && {
            name: t('verification.what'),
            value: `${drill.artifact.name}, ${format.bytes(
              drill.artifact.bytes,
            )}`,
          },
          Boolean(drill.location ?? drill.store) && {
            name: t('verification.where'),
            value: drill.location ?? drill.store,
          },
          {
            name: t('verification.checks'),
            value: t('verification.checksValue', {
              pass: format.number(drill.checks.pass),
              fail: format.number(drill.checks.fail),
              warn: format.number(drill.checks.warn),
            }),
          },
          drill.dataAgeSeconds !== null && {
            name: t('verification.dataAge'),
            value: format.duration(drill.dataAgeSeconds),
          },
          drill.timings && {
            name: t('verification.drillTime'),
            value: format.duration(drill.timings.total),
          },
        ]}
      />
      <DrillLink drill={drill} />
    </InfoCard>
  );
}
