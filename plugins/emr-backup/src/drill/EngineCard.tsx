import { Text } from '@backstage/ui';
import type { DrillDetail } from '@emr-backup/plugin-emr-backup-common';
import { Facts } from '../marks/Facts';
import { InfoCard } from '../marks/InfoCard';
import { Pill } from '../marks/Pill';
import { useWords } from '../words';
import styles from './DrillPage.module.css';

/** Where the copy was restored, under which settings, and that it is gone again. */
export function EngineCard({ drill }: { drill: DrillDetail }) {
  const t = useWords();
  const { report } = drill;
  if (!report) {
    return (
      <InfoCard title={t('drill.engine')}>
        <Text as="p" color="secondary">
          {t('drill.engineLater')}
        </Text>
      </InfoCard>
    );
  }
  const settings = Object.entries(report.engine?.settings ?? {});
  return (
    <InfoCard title={t('drill.engine')}>
      <Facts
        facts={[
          report.engine && {
            name: t('drill.engineName'),
            value: report.engine.name,
          },
          {
            name: t('drill.server'),
            value: report.engine?.server ?? t('drill.noServer'),
          },
          report.profile && {
            name: t('drill.profile'),
            value: report.profile.recognised
              ? t('drill.recognised', { name: report.profile.name })
              : report.profile.name,
          },
          {
            name: t('drill.tier'),
            value: t('drill.tierValue', {
              tier: t(`drill.tiers.${report.tier}`),
              means: t(`drill.tierMeans.${report.tier}`),
            }),
          },
          report.engine && {
            name: t('drill.tuning'),
            value: t(`drill.tunings.${report.tuning}`),
          },
          {
            name: t('drill.wiped'),
            value: report.wiped ? (
              <Pill tone="good" shape="disc">
                {t('drill.wipedYes')}
              </Pill>
            ) : (
              <Pill tone="bad" shape="diamond">
                {t('drill.wipedNo')}
              </Pill>
            ),
          },
        ]}
      />
      {settings.length > 0 && (
        <details className={styles.more}>
          <summary>{t('drill.settings')}</summary>
          <Facts
            facts={settings.map(([name, value]) => ({
              name,
              value: <code>{value === '' ? '""' : value}</code>,
            }))}
          />
        </details>
      )}
    </InfoCard>
  );
}
