import { ButtonLink, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { DrillDetail } from '@emr-backup/plugin-emr-backup-common';
import { useNow, type Format } from '../format';
import { NamedLink } from '../marks/EntityLink';
import { OutcomePill } from '../marks/pills';
import { compareRouteRef, fleetRouteRef } from '../routes';
import { NotPrinted, PrintButton } from '../status/print';
import { useWords, type Words } from '../words';
import { CancelDrillButton } from './CancelDrillButton';
import { Starter } from './Starter';
import styles from './DrillPage.module.css';

/** `Drill of 20 Nov 23:01, from Toronto`. */
export function drillTitle(drill: DrillDetail, format: Format, t: Words) {
  if (!drill.artifact?.takenAt) {
    return t('drill.titleUnknown', { job: drill.job.title });
  }
  const taken = format.calendar(drill.artifact.takenAt);
  return drill.location
    ? t('drill.titleFrom', { taken, place: drill.location })
    : t('drill.title', { taken });
}

function Crumbs({ drill }: { drill: DrillDetail }) {
  const t = useWords();
  const fleet = useRouteRef(fleetRouteRef);
  return (
    <nav className={styles.crumbs}>
      {fleet && (
        <Link href={fleet()} standalone>
          {t('fleet.title')}
        </Link>
      )}
      {drill.clinic && <NamedLink to={drill.clinic} />}
      <NamedLink to={drill.job} />
    </nav>
  );
}

/** How long a drill has run so far, told every second. */
function Elapsed(props: { since: string; format: Format }) {
  const now = useNow(1000);
  const seconds = Math.max(0, (now - Date.parse(props.since)) / 1000);
  return <>{props.format.duration(Math.floor(seconds))}</>;
}

function Timing(props: { drill: DrillDetail; format: Format }) {
  const { drill, format } = props;
  const t = useWords();
  const who = <Starter startedBy={drill.startedBy} />;
  if (!drill.startedAt) {
    return t('drill.queuedSub', {
      when: format.calendar(drill.queuedAt),
      who,
    });
  }
  const when = (
    <time dateTime={drill.startedAt} title={format.exact(drill.startedAt)}>
      {format.calendar(drill.startedAt)}
    </time>
  );
  if (!drill.endedAt) {
    return t('drill.runningSub', {
      when,
      who,
      time: <Elapsed since={drill.startedAt} format={format} />,
    });
  }
  const took = (Date.parse(drill.endedAt) - Date.parse(drill.startedAt)) / 1000;
  return t('drill.finishedSub', { when, who, time: format.duration(took) });
}

/** What one can do with a report. */
function ReportActions({ drill }: { drill: DrillDetail }) {
  const t = useWords();
  const compare = useRouteRef(compareRouteRef);
  return (
    <>
      {compare && (
        <NotPrinted>
          <ButtonLink href={compare({ id: drill.id })} variant="secondary">
            {t('compare.link')}
          </ButtonLink>
        </NotPrinted>
      )}
      <PrintButton />
    </>
  );
}

/** Where we are, what this drill is, and the way to stop it. */
export function DrillHeading(props: {
  drill: DrillDetail;
  format: Format;
  onCancelled(): void;
}) {
  const { drill, format, onCancelled } = props;
  const t = useWords();
  return (
    <header className={styles.heading}>
      <div className={styles.names}>
        <Crumbs drill={drill} />
        <Text as="h2" variant="title-small" weight="bold">
          {drillTitle(drill, format, t)}
        </Text>
        <Text as="p" variant="body-medium" color="secondary">
          <Timing drill={drill} format={format} />
          {' · '}
          {t(`drill.tiers.${drill.tier ?? 'full'}`)}
        </Text>
      </div>
      <div className={styles.state} aria-live="polite">
        <OutcomePill drill={drill} />
        {drill.state === 'finished' ? (
          <ReportActions drill={drill} />
        ) : (
          <CancelDrillButton id={drill.id} onDone={onCancelled} />
        )}
      </div>
    </header>
  );
}
