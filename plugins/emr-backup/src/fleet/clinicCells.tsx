import { Text } from '@backstage/ui';
import {
  HOSTINGS,
  type BackupAge,
  type ClinicRow,
} from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { CellNote, LongNote, Tight } from '../marks/DataTable';
import { EntityTitle, NamedLink } from '../marks/EntityLink';
import { Meter } from '../marks/Meter';
import { Pill } from '../marks/Pill';
import { StandingPill } from '../marks/pills';
import { useStandingWords } from '../marks/Told';
import { When } from '../marks/When';
import { productName, useWords, type Words } from '../words';

const hostingWord = (hosting: string, t: Words) => {
  const known = HOSTINGS.find(name => name === hosting);
  return known ? t(`hosting.${known}`) : hosting;
};

/** `OSCAR · co-location`, of a row's products and hostings. */
export function useSystemLine() {
  const t = useWords();
  return (products: string[], hostings: string[]) =>
    [
      ...products.map(productName),
      ...hostings.map(hosting => hostingWord(hosting, t)),
    ].join(' · ');
}

/** The standing, and whether somebody was called about it. */
export function StandingCell({ row }: { row: ClinicRow }) {
  const t = useWords();
  return (
    <>
      <StandingPill standing={row.standing} />
      {Boolean(row.openAlarms) && (
        <CellNote>{t('fleet.alarms', { count: row.openAlarms ?? 0 })}</CellNote>
      )}
    </>
  );
}

/** When the clinic leaves its objectives, or left them. */
export function BreachCell(props: { at: string | null; format: Format }) {
  const { at, format } = props;
  const t = useWords();
  if (!at) {
    return (
      <Text as="span" color="secondary">
        {t('fleet.breach.nothing')}
      </Text>
    );
  }
  const when = format.relative(at);
  return (
    <time dateTime={at} title={format.exact(at)}>
      {Date.parse(at) <= Date.now()
        ? t('fleet.breach.left', { when })
        : t('fleet.breach.leaves', { when })}
    </time>
  );
}

export function ClinicCell({ row }: { row: ClinicRow }) {
  const systemLine = useSystemLine();
  return (
    <>
      <NamedLink to={row.clinic} bold />
      <CellNote>{systemLine(row.products, row.hostings)}</CellNote>
    </>
  );
}

/** Backup age against its objective, in words and as a meter. */
export function AgeCell(props: {
  age: BackupAge;
  format: Format;
  wide?: boolean;
}) {
  const { age, format, wide } = props;
  const t = useWords();
  if (age.ageSeconds === null) {
    return (
      <Text as="span" color="secondary">
        {t('common.unknown')}
      </Text>
    );
  }
  const written = format.duration(age.ageSeconds);
  const objective = format.duration(age.objectiveSeconds);
  return (
    <span title={age.takenAt ? format.exact(age.takenAt) : undefined}>
      <Tight>
        {written}{' '}
        {age.objectiveSeconds !== null && (
          <Text as="span" color="secondary">
            {t('common.ofObjective', { objective })}
          </Text>
        )}
      </Tight>
      <Meter
        value={age.ageSeconds}
        objective={age.objectiveSeconds}
        wide={wide}
        label={
          age.objectiveSeconds === null
            ? t('age.labelOpen', { age: written })
            : t('age.label', { age: written, objective })
        }
      />
    </span>
  );
}

export function ProvenCell(props: {
  row: Pick<ClinicRow, 'lastProven' | 'reasons'>;
  format: Format;
}) {
  const { row, format } = props;
  const t = useWords();
  const standingWords = useStandingWords();
  const [reason] = row.reasons;
  const note = reason
    ? standingWords(reason)
    : row.lastProven && t('fleet.checks', { count: row.lastProven.checks });
  return (
    <>
      {row.lastProven ? (
        <When at={row.lastProven.at} format={format} />
      ) : (
        t('common.never')
      )}
      {note && <LongNote text={note} detail={reason?.message} />}
    </>
  );
}

export function RecoveryCell(props: {
  estimate: ClinicRow['recoveryEstimate'];
  format: Format;
}) {
  const { estimate, format } = props;
  const t = useWords();
  const written = format.duration(estimate.seconds);
  return (
    <>
      <Tight>{written}</Tight>
      {estimate.seconds !== null && estimate.rtoSeconds !== null && (
        <Meter
          value={estimate.seconds}
          objective={estimate.rtoSeconds}
          label={t('recovery.label', {
            estimate: written,
            rto: format.duration(estimate.rtoSeconds),
          })}
        />
      )}
    </>
  );
}

export function PeopleCell({ row }: { row: ClinicRow }) {
  const t = useWords();
  return (
    <>
      {row.owner ? (
        <EntityTitle entityRef={row.owner} />
      ) : (
        <Pill tone="bad" shape="dash">
          {t('common.nobody')}
        </Pill>
      )}
      <CellNote>
        {row.operators.length
          ? row.operators.map((operator, index) => (
              <span key={operator}>
                {index > 0 && ', '}
                <EntityTitle entityRef={operator} />
              </span>
            ))
          : t('fleet.inHouse')}
      </CellNote>
    </>
  );
}

export function NextDrillCell(props: { at: string | null; format: Format }) {
  const { at, format } = props;
  const t = useWords();
  if (!at) return <>{t('fleet.noDrill')}</>;
  if (Date.parse(at) <= Date.now()) {
    return <span title={format.exact(at)}>{t('fleet.due')}</span>;
  }
  return <When at={at} format={format} as="calendar" capital />;
}
