import { Link, Select, Text } from '@backstage/ui';
import { useRouteRef, useRouteRefParams } from '@backstage/frontend-plugin-api';
import {
  DRILL_PHASES,
  type CheckStatus,
  type DrillDetail,
} from '@emr-backup/plugin-emr-backup-common';
import { useFormat, type Format } from '../../format';
import { NamedLink } from '../../marks/EntityLink';
import { InfoCard } from '../../marks/InfoCard';
import { PageFrame } from '../../marks/PageFrame';
import { CheckPill, OutcomePill } from '../../marks/pills';
import { ReasonTold, Told } from '../../marks/Told';
import { Shown } from '../../marks/states';
import { NotPrinted, Printable, PrintButton } from '../../status/print';
import { compareRouteRef, drillRouteRef } from '../../routes';
import { useSaid, useWords, type Words } from '../../words';
import { checkSaid } from '../checkWords';
import { CheckTitle } from '../CheckTitle';
import { checkChanges, differs, rowDifferences } from './differences';
import { changeAddress } from './changeAddress';
import { SideBySide, type Pair } from './SideBySide';
import { useComparison, type Comparison } from './useComparison';
import styles from './ComparePage.module.css';

type Both = { drill: DrillDetail; other: DrillDetail; format: Format };

const startOf = (drill: DrillDetail) => drill.startedAt ?? drill.queuedAt;

/** `+12`, `−3`, or that nothing changed. */
function signed(
  difference: number,
  write: (value: number) => string,
  t: Words,
) {
  if (difference === 0) return t('compare.same');
  return `${difference > 0 ? '+' : '−'}${write(Math.abs(difference))}`;
}

function Overview({ drill, other, format }: Both) {
  const t = useWords();
  const pair = (
    id: string,
    name: string,
    value: (of: DrillDetail) => React.ReactNode,
  ): Pair => ({ id, name, now: value(drill), before: value(other) });
  const or = (text: string | null | undefined) => text ?? '—';
  return (
    <InfoCard title={t('compare.overview')}>
      <SideBySide
        label={t('compare.overview')}
        first={t('compare.fact')}
        withDifference={false}
        pairs={[
          pair('outcome', t('compare.outcome'), of => (
            <>
              <OutcomePill drill={of} />
              <div>{of.reason && <ReasonTold reason={of.reason} />}</div>
            </>
          )),
          pair('backup', t('compare.backup'), of =>
            or(of.artifact?.takenAt && format.calendar(of.artifact.takenAt)),
          ),
          pair('size', t('compare.size'), of =>
            or(of.artifact && format.bytes(of.artifact.bytes)),
          ),
          pair('tier', t('compare.tier'), of =>
            of.report ? t(`report.tiers.${of.report.tier}`) : '—',
          ),
          pair('dataAge', t('compare.dataAge'), of =>
            format.duration(of.dataAgeSeconds),
          ),
          pair('tables', t('compare.tables'), of =>
            or(of.report && format.number(of.report.counts.tables)),
          ),
          pair('documents', t('compare.documents'), of =>
            or(
              of.report?.documents &&
                t('drill.documentsValue', {
                  found: format.number(of.report.documents.found),
                  referenced: format.number(of.report.documents.referenced),
                }),
            ),
          ),
        ]}
      />
    </InfoCard>
  );
}

function Timings({ drill, other, format }: Both) {
  const t = useWords();
  const pairs = [...DRILL_PHASES, 'total' as const].map(phase => {
    const now = drill.timings?.[phase] ?? null;
    const before = other.timings?.[phase] ?? null;
    return {
      id: phase,
      name:
        phase === 'total' ? (
          <strong>{t('times.total')}</strong>
        ) : (
          t(`phase.${phase}`)
        ),
      now: format.duration(now),
      before: format.duration(before),
      difference:
        now === null || before === null
          ? '—'
          : signed(now - before, format.duration, t),
    };
  });
  return (
    <InfoCard title={t('compare.timings')}>
      <SideBySide
        label={t('compare.timings')}
        first={t('compare.fact')}
        pairs={pairs}
      />
    </InfoCard>
  );
}

function Rows({ drill, other, format }: Both) {
  const t = useWords();
  const all = rowDifferences(drill, other);
  const counted = [drill, other].every(
    of => Object.keys(of.report?.counts.rows ?? {}).length > 0,
  );
  if (!counted) {
    return (
      <InfoCard title={t('compare.rows')}>
        <Text as="p" color="secondary">
          {t('compare.rowsNone')}
        </Text>
      </InfoCard>
    );
  }
  const written = (value: number | null) =>
    value === null ? '—' : format.number(value);
  const pairsOf = (wanted: boolean): Pair[] =>
    all
      .filter(row => differs(row) === wanted)
      .map(({ table, now, before }) => ({
        id: table,
        name: <code>{table}</code>,
        now: written(now),
        before: written(before),
        difference: signed((now ?? 0) - (before ?? 0), format.number, t),
      }));
  const [changed, equal] = [pairsOf(true), pairsOf(false)];
  return (
    <InfoCard title={t('compare.rows')}>
      {changed.length === 0 ? (
        <Text as="p">{t('compare.rowsSame', { count: equal.length })}</Text>
      ) : (
        <SideBySide
          label={t('compare.rows')}
          first={t('compare.table')}
          pairs={changed}
        />
      )}
      {equal.length > 0 && (
        <details className={styles.equal}>
          <summary>{t('compare.allTables', { count: equal.length })}</summary>
          <SideBySide
            label={t('compare.allTables', { count: equal.length })}
            first={t('compare.table')}
            pairs={equal}
            withDifference={false}
          />
        </details>
      )}
    </InfoCard>
  );
}

function Checks({ drill, other }: Both) {
  const t = useWords();
  const changes = checkChanges(drill.checkResults, other.checkResults);
  const said = useSaid();
  const pill = (status: CheckStatus | null) =>
    status ? <CheckPill status={status} /> : t('compare.notAsked');
  return (
    <InfoCard title={t('compare.checks')}>
      {changes.length === 0 ? (
        <Text as="p">{t('compare.checksSame')}</Text>
      ) : (
        <SideBySide
          label={t('compare.checks')}
          first={t('compare.check')}
          withDifference={false}
          pairs={changes.map(change => ({
            id: change.id,
            name: (
              <>
                <strong>
                  <CheckTitle check={change} />
                </strong>
                <div>
                  <Told
                    said={checkSaid(
                      {
                        id: change.id,
                        status: change.now ?? change.before ?? 'skip',
                      },
                      said,
                    )}
                    message={change.detail}
                  />
                </div>
              </>
            ),
            now: pill(change.now),
            before: pill(change.before),
          }))}
        />
      )}
    </InfoCard>
  );
}

function Heading(props: Comparison & { format: Format }) {
  const { drill, other, choices, format } = props;
  const t = useWords();
  const drillRoute = useRouteRef(drillRouteRef);
  return (
    <header className={styles.heading}>
      <div>
        {drillRoute && (
          <NotPrinted>
            <Link href={drillRoute({ id: drill.id })} standalone>
              {t('compare.back')}
            </Link>
          </NotPrinted>
        )}
        <Text as="h2" variant="title-small" weight="bold">
          {t('compare.title')}
        </Text>
        <Text as="p" color="secondary">
          {other
            ? t('compare.lead', {
                job: <NamedLink to={drill.job} />,
                newer: format.exact(startOf(drill)),
                older: format.exact(startOf(other)),
              })
            : t('compare.alone')}
        </Text>
      </div>
      {choices.length > 0 && (
        <div className={styles.controls}>
          <NotPrinted>
            <Select
              label={t('compare.pick')}
              options={choices.map(choice => ({
                value: choice.id,
                label: `${format.calendar(
                  choice.startedAt ?? choice.queuedAt,
                )} · ${t(`outcome.${choice.outcome ?? 'error'}`)}`,
              }))}
              value={other?.id ?? null}
              onChange={chosen => changeAddress('with', String(chosen))}
            />
          </NotPrinted>
          <PrintButton />
        </div>
      )}
    </header>
  );
}

function Compared(props: Comparison) {
  const { drill, other, job } = props;
  const format = useFormat(job?.timezone);
  return (
    <Printable>
      <Heading {...props} format={format} />
      {other && (
        <div className={styles.cards}>
          <Overview drill={drill} other={other} format={format} />
          <Checks drill={drill} other={other} format={format} />
          <Timings drill={drill} other={other} format={format} />
          <Rows drill={drill} other={other} format={format} />
        </div>
      )}
    </Printable>
  );
}

/** Two drills of one job side by side: outcome, time by phase, rows, checks that changed. */
export function ComparePage() {
  const { id } = useRouteRefParams(compareRouteRef);
  const reading = useComparison(id);
  return (
    <PageFrame>
      <Shown reading={reading} lines={10}>
        {comparison => <Compared {...comparison} />}
      </Shown>
    </PageFrame>
  );
}
