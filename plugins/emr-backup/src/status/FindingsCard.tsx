import { Text } from '@backstage/ui';
import type {
  AlarmQuery,
  JobStatus,
} from '@emr-backup/plugin-emr-backup-common';
import { AlarmItem } from '../alarms/AlarmItem';
import { useAlarms } from '../alarms/useAlarms';
import styles from '../alarms/Alarms.module.css';
import { useFormat, type Format } from '../format';
import { InfoCard } from '../marks/InfoCard';
import { CheckPill } from '../marks/pills';
import { LoadingLines, ProblemNote } from '../marks/states';
import { CheckTitle } from '../drill/CheckTitle';
import { checkSaid } from '../drill/checkWords';
import { Told } from '../marks/Told';
import { useSaid, useWords } from '../words';
import { isNotOffered } from './Offered';
import { useFindings, type CheckFinding } from './useFindings';
import { DrillLink } from './VerificationCard';

function CheckItem(props: { finding: CheckFinding; format: Format }) {
  const { finding, format } = props;
  const { drill, check } = finding;
  const t = useWords();
  const said = useSaid();
  return (
    <li className={styles.item}>
      <CheckPill status={check.status} />
      <div>
        <strong>
          <CheckTitle check={check} />
        </strong>
        <div>
          <Told said={checkSaid(check, said)} message={check.detail} />
        </div>
        <span className={styles.note}>
          {drill.job.title} ·{' '}
          {t('finding.from', {
            when: format.calendar(drill.endedAt ?? drill.queuedAt),
          })}
        </span>
      </div>
      <DrillLink drill={drill} />
    </li>
  );
}

/** What is open: checks of the newest drills that did not hold, and alarms nobody has ended. */
export function FindingsCard(props: {
  jobs: JobStatus[];
  of: Pick<AlarmQuery, 'job' | 'clinic'>;
  zone: string;
}) {
  const { jobs, of, zone } = props;
  const t = useWords();
  const format = useFormat(zone);
  const findings = useFindings(jobs);
  const alarms = useAlarms({ ...of, state: 'open' });
  const noAlarms = isNotOffered(alarms.problem);
  const checks = findings.value ?? [];
  const open = alarms.value?.items ?? [];
  const waiting =
    (!findings.value && !findings.problem) ||
    (!alarms.value && !alarms.problem);
  if (waiting) {
    return (
      <InfoCard title={t('title.findings')}>
        <LoadingLines />
      </InfoCard>
    );
  }
  const clear =
    checks.length + open.length === 0 && !findings.problem && !alarms.problem;
  return (
    <InfoCard title={t('title.findings')}>
      {findings.problem && (
        <ProblemNote problem={findings.problem} retry={findings.reload} />
      )}
      {alarms.problem && !noAlarms && (
        <ProblemNote problem={alarms.problem} retry={alarms.reload} />
      )}
      {checks.length + open.length > 0 && (
        <ul className={styles.list}>
          {open.map(alarm => (
            <AlarmItem
              key={alarm.id}
              alarm={alarm}
              format={format}
              onChanged={alarms.reload}
            />
          ))}
          {checks.map(finding => (
            <CheckItem
              key={`${finding.drill.id} ${finding.check.id}`}
              finding={finding}
              format={format}
            />
          ))}
        </ul>
      )}
      {clear && <Text as="p">{t('finding.none')}</Text>}
      {noAlarms && (
        <Text as="p" variant="body-small" color="secondary">
          {t('finding.alarmsMissing')}
        </Text>
      )}
    </InfoCard>
  );
}
