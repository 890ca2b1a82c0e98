import { Text } from '@backstage/ui';
import type { DrillDetail } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { Facts } from '../marks/Facts';
import { InfoCard } from '../marks/InfoCard';
import { When } from '../marks/When';
import { useWords } from '../words';
import styles from './DrillPage.module.css';

/** Which backup this was, to the digest. */
export function ArtifactCard(props: { drill: DrillDetail; format: Format }) {
  const { drill, format } = props;
  const t = useWords();
  const { artifact, report } = drill;
  const files = report?.artifact.files ?? [];
  if (!artifact && !report) {
    return (
      <InfoCard title={t('drill.artifact')}>
        <Text as="p" color="secondary">
          {t('common.unknown')}
        </Text>
      </InfoCard>
    );
  }
  const takenAt = artifact?.takenAt ?? report?.artifact.takenAt;
  const bytes =
    artifact?.bytes ?? files.reduce((sum, file) => sum + file.bytes, 0);
  return (
    <InfoCard title={t('drill.artifact')}>
      <Facts
        facts={[
          artifact && { name: t('drill.name'), value: artifact.name },
          {
            name: t('drill.taken'),
            value: takenAt ? (
              <>
                <When at={takenAt} format={format} as="calendar" capital />,{' '}
                {format.relative(takenAt)}
              </>
            ) : (
              t('common.unknown')
            ),
          },
          {
            name: t('drill.size'),
            value:
              files.length > 1
                ? `${format.bytes(bytes)}, ${t('drill.files', {
                    count: files.length,
                  })}`
                : format.bytes(bytes),
          },
          drill.store !== null && {
            name: t('drill.store'),
            value: [drill.store, drill.location].filter(Boolean).join(' · '),
          },
          Boolean(report?.artifact.format.length) && {
            name: t('drill.format'),
            value: report?.artifact.format.join(' › '),
          },
        ]}
      />
      {files.some(file => file.sha256) && (
        <details className={styles.more}>
          <summary>{t('drill.digests')}</summary>
          {files.map(file => (
            <p key={file.path} className={styles.digest}>
              {file.path}
              <br />
              sha256 {file.sha256}
            </p>
          ))}
        </details>
      )}
    </InfoCard>
  );
}
