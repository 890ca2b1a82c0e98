import { Skeleton } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { SelfTestStatus } from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { useFormat, type Format } from '../format';
import { Pill, type PillShape, type Tone } from '../marks/Pill';
import { useReading } from '../reading';
import { useWords, type Words } from '../words';
import styles from './SelfTestLine.module.css';

/** Self-tests are weekly; this only notices the one that ends while the page is open. */
const REFRESH_MS = 5 * 60_000;

interface Mark {
  tone: Tone;
  shape: PillShape;
  sentence: string;
}

function markOf(
  { newest, proof }: SelfTestStatus,
  t: Words,
  format: Format,
): Mark {
  if (!proof) {
    if (newest.state !== 'finished')
      return { tone: 'busy', shape: 'arc', sentence: t('selfTest.running') };
    return {
      tone: 'late',
      shape: 'open',
      sentence: t('selfTest.undecided', { problem: newest.error ?? '' }),
    };
  }
  const sentence = t('selfTest.caught', {
    caught: format.number(proof.caught),
    made: format.number(proof.caught + proof.missed),
    when: format.relative(proof.endedAt ?? proof.queuedAt),
  });
  return proof.missed > 0
    ? { tone: 'bad', shape: 'diamond', sentence }
    : { tone: 'good', shape: 'disc', sentence };
}

/** Whether the verifier caught the backups that were broken on purpose, one line a product. */
export function SelfTestLine() {
  const t = useWords();
  const api = useApi(emrBackupApiRef);
  const format = useFormat();
  const { value, problem } = useReading({
    key: 'self-tests',
    read: () => api.listSelfTests(),
    everyMs: REFRESH_MS,
  });
  // Its place is kept, so that the clinics do not jump when it comes; and it
  // must not stand in their way when it cannot be read.
  if (!value)
    return (
      <div className={styles.line} aria-hidden>
        {!problem && <Skeleton width="24rem" height={18} />}
      </div>
    );
  if (value.length === 0)
    return (
      <p className={styles.line}>
        {t('selfTest.title')}{' '}
        <Pill tone="quiet" shape="dash">
          {t('selfTest.never')}
        </Pill>
      </p>
    );
  return (
    <ul className={styles.lines} aria-label={t('selfTest.title')}>
      {value.map(status => {
        const { tone, shape, sentence } = markOf(status, t, format);
        const missed = (status.proof?.faults ?? []).filter(
          fault => fault.status === 'missed',
        );
        return (
          <li key={status.profile} className={styles.line}>
            {t('selfTest.of', { profile: status.profile })}{' '}
            <Pill tone={tone} shape={shape}>
              {sentence}
            </Pill>{' '}
            {missed.length > 0 && (
              <span>
                {t('selfTest.missed', {
                  faults: missed.map(({ id }) => id).join(', '),
                })}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
