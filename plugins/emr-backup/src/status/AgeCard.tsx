import { Text } from '@backstage/ui';
import type { BackupAge, DayCell } from '@emr-backup/plugin-emr-backup-common';
import { AgeCell } from '../fleet/clinicCells';
import { useFormat } from '../format';
import { DayStrip } from '../marks/DayStrip';
import { Facts } from '../marks/Facts';
import { InfoCard } from '../marks/InfoCard';
import { When } from '../marks/When';
import { useWords } from '../words';

/** How old the newest backup is, against what was promised. */
export function AgeCard(props: {
  age: BackupAge;
  strip: DayCell[];
  zone: string;
}) {
  const { age, strip, zone } = props;
  const t = useWords();
  const format = useFormat(zone);
  return (
    <InfoCard title={t('card.age')}>
      {age.takenAt === null ? (
        <Text as="p">{t('age.none')}</Text>
      ) : (
        <>
          <AgeCell age={age} format={format} wide />
          <Facts
            facts={[
              {
                name: t('age.taken'),
                value: (
                  <When
                    at={age.takenAt}
                    format={format}
                    as="calendar"
                    capital
                  />
                ),
              },
            ]}
          />
        </>
      )}
      <DayStrip cells={strip} format={format} />
    </InfoCard>
  );
}
