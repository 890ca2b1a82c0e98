import { Text } from '@backstage/ui';
import type {
  DrillDetail,
  DrillReport,
} from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { Facts, type Fact } from '../marks/Facts';
import { InfoCard } from '../marks/InfoCard';
import { When } from '../marks/When';
import { useWords, type Words } from '../words';

function documentFacts(
  documents: DrillReport['documents'],
  format: Format,
  t: Words,
): Fact {
  if (!documents) return null;
  const lines: string[] = [
    t('drill.documentsValue', {
      found: format.number(documents.found),
      referenced: format.number(documents.referenced),
    }),
  ];
  if (documents.hashed > 0) {
    lines.push(
      t('drill.documentsHashed', { hashed: format.number(documents.hashed) }),
    );
  }
  if (documents.missing + documents.empty + documents.altered > 0) {
    lines.push(
      t('drill.documentsBad', {
        missing: format.number(documents.missing),
        empty: format.number(documents.empty),
        altered: format.number(documents.altered),
      }),
    );
  }
  return { name: t('drill.documents'), value: lines.join(', ') };
}

/** How much came out of the copy and how old its newest record is. */
export function ContentsCard(props: { drill: DrillDetail; format: Format }) {
  const { drill, format } = props;
  const t = useWords();
  const { report } = drill;
  if (!report || report.counts.tables === 0) {
    return report ? null : (
      <InfoCard title={t('drill.contents')}>
        <Text as="p" color="secondary">
          {t('drill.contentsLater')}
        </Text>
      </InfoCard>
    );
  }
  const rows = Object.values(report.counts.rows).reduce(
    (sum, count) => sum + count,
    0,
  );
  return (
    <InfoCard title={t('drill.contents')}>
      <Facts
        facts={[
          report.dataAgeSeconds !== null && {
            name: t('drill.dataAge'),
            value: format.duration(report.dataAgeSeconds),
          },
          report.newestRecord && {
            name: t('drill.newest'),
            value: (
              <>
                <When
                  at={report.newestRecord.at}
                  format={format}
                  as="calendar"
                  capital
                />
                , {report.newestRecord.from}
              </>
            ),
          },
          {
            name: t('drill.tables'),
            value: format.number(report.counts.tables),
          },
          { name: t('drill.rows'), value: format.number(rows) },
          documentFacts(report.documents, format, t),
        ]}
      />
    </InfoCard>
  );
}
