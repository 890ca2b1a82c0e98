import { Text } from '@backstage/ui';
import type { DrillDetail } from '@emr-backup/plugin-emr-backup-common';
import { InfoCard } from '../marks/InfoCard';
import { Told } from '../marks/Told';
import { notProvenSaid, useReadsEnglish, useSaid, useWords } from '../words';
import { checkSaid, checkTitle } from './checkWords';
import styles from './DrillPage.module.css';

/** A gap as ours to say, as a check that could not be asked, or as a site wrote it. */
function Gap({ gap, drill }: { gap: string; drill: DrillDetail }) {
  const t = useWords();
  const said = useSaid();
  const readsEnglish = useReadsEnglish();
  if (readsEnglish) return <>{gap}</>;
  const known = notProvenSaid(gap, said);
  if (known !== undefined) return <>{known}</>;
  const check = drill.report?.checks.find(
    ({ title, detail }) => gap === `${title}: ${detail}`,
  );
  const title = check && checkTitle(check, said);
  if (!check || !title?.isTranslated)
    return <Told said={undefined} message={gap} />;
  const meaning = checkSaid(check, said);
  return (
    <Told
      said={t('drill.unprovenCheck', {
        check: title.text,
        meaning: meaning ?? '',
      })}
      message={check.detail}
    />
  );
}

/** What nobody should read into a pass. */
export function NotProvenCard({ drill }: { drill: DrillDetail }) {
  const t = useWords();
  const gaps = drill.report?.notProven;
  return (
    <InfoCard title={t('drill.unproven')}>
      {gaps?.length ? (
        <ul className={styles.gaps}>
          {gaps.map(gap => (
            <li key={gap}>
              <Gap gap={gap} drill={drill} />
            </li>
          ))}
        </ul>
      ) : (
        <Text as="p" color="secondary">
          {t(gaps ? 'drill.unprovenNone' : 'drill.unprovenLater')}
        </Text>
      )}
    </InfoCard>
  );
}
