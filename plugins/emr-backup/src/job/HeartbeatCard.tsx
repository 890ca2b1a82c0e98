import { useState } from 'react';
import { Alert, Button, Text } from '@backstage/ui';
import { discoveryApiRef, useApi } from '@backstage/frontend-plugin-api';
import useAsync from 'react-use/esm/useAsync';
import {
  emrBackupHeartbeatManagePermission,
  type HeartbeatState,
  type HeartbeatStatus,
} from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import type { Format } from '../format';
import { EntityTitle } from '../marks/EntityLink';
import { Facts } from '../marks/Facts';
import { InfoCard } from '../marks/InfoCard';
import { Pill, type PillShape, type Tone } from '../marks/Pill';
import { When } from '../marks/When';
import { useReading } from '../reading';
import { ActionButton } from '../status/ActionButton';
import { CommandLines } from '../status/CommandLines';
import { Offered } from '../status/Offered';
import { useAction } from '../status/useAction';
import { useWords } from '../words';
import { heartbeatLines } from './heartbeatLines';
import { useJobRef } from './OfJob';
import { RevokeButton } from './RevokeButton';
import { useJobFormat } from './useJobFormat';
import styles from './JobCard.module.css';

const REFRESH_MS = 60_000;

// Never solid green: a report is the job's own word, not a proof.
const STATE_LOOK: Record<
  Exclude<HeartbeatState, 'none'>,
  { tone: Tone; shape: PillShape }
> = {
  new: { tone: 'quiet', shape: 'ring' },
  up: { tone: 'quiet', shape: 'disc' },
  late: { tone: 'late', shape: 'ring' },
  down: { tone: 'bad', shape: 'diamond' },
};

function StatePill({ state }: { state: HeartbeatState }) {
  const t = useWords();
  return state === 'none' ? null : (
    <Pill {...STATE_LOOK[state]}>{t(`heartbeat.${state}`)}</Pill>
  );
}

function Reports(props: { status: HeartbeatStatus; format: Format }) {
  const { status, format } = props;
  const t = useWords();
  const { last, lastSuccessAt, expectedAt } = status;
  return (
    <Facts
      facts={[
        last && {
          name: t('heartbeat.last'),
          value: t('heartbeat.lastValue', {
            event: t(`heartbeat.event.${last.event}`),
            when: [
              format.relative(last.at),
              last.bytes !== null && format.bytes(last.bytes),
              last.durationSeconds !== null &&
                format.duration(last.durationSeconds),
            ]
              .filter(Boolean)
              .join(', '),
          }),
        },
        lastSuccessAt !== null && {
          name: t('heartbeat.success'),
          value: <When at={lastSuccessAt} format={format} />,
        },
        expectedAt !== null && {
          name: t('heartbeat.expected'),
          value: <When at={expectedAt} format={format} />,
        },
      ]}
    />
  );
}

/** A token that was just made, the only time it can be read. */
function NewToken(props: { token: string; onDone(): void }) {
  const t = useWords();
  return (
    <Alert
      status="warning"
      icon
      role="alert"
      title={t('heartbeat.shown')}
      description={
        <CommandLines lines={[props.token]} label={t('heartbeat.shownLabel')} />
      }
      customActions={
        <Button size="small" variant="secondary" onPress={props.onDone}>
          {t('heartbeat.done')}
        </Button>
      }
    />
  );
}

function Snippet(props: { jobRef: string; token: string | undefined }) {
  const { jobRef, token } = props;
  const t = useWords();
  const discovery = useApi(discoveryApiRef);
  const { value: url } = useAsync(
    () => discovery.getBaseUrl('emr-backup'),
    [discovery],
  );
  return (
    <details className={styles.fold}>
      <summary>{t('heartbeat.how')}</summary>
      <Text as="p" variant="body-small" color="secondary">
        {t('heartbeat.howLead')}
      </Text>
      {url && (
        <CommandLines
          lines={heartbeatLines(url, jobRef, token)}
          label={t('heartbeat.snippet')}
        />
      )}
    </details>
  );
}

function Tokens(props: {
  jobRef: string;
  status: HeartbeatStatus;
  format: Format;
  onChanged(): void;
}) {
  const { jobRef, status, format, onChanged } = props;
  const t = useWords();
  const api = useApi(emrBackupApiRef);
  const [token, setToken] = useState<string>();
  const create = useAction(async () => {
    setToken((await api.createHeartbeatToken(jobRef)).token);
    onChanged();
  });
  return (
    <>
      {status.tokens.length > 0 && (
        <ul className={styles.tokens} aria-label={t('heartbeat.tokens')}>
          {status.tokens.map(known => {
            const made = format.relative(known.createdAt);
            return (
              <li key={known.id} className={styles.token}>
                <span>
                  {t('heartbeat.token', {
                    when: made,
                    who: <EntityTitle entityRef={known.createdBy} />,
                    used: known.lastUsedAt
                      ? t('heartbeat.used', {
                          when: format.relative(known.lastUsedAt),
                        })
                      : t('heartbeat.unused'),
                  })}
                </span>
                <RevokeButton
                  jobRef={jobRef}
                  tokenId={known.id}
                  made={made}
                  onRevoked={onChanged}
                />
              </li>
            );
          })}
        </ul>
      )}
      {token && <NewToken token={token} onDone={() => setToken(undefined)} />}
      {create.problem && (
        <Alert
          status="danger"
          role="alert"
          title={t('heartbeat.failed')}
          description={create.problem.message}
        />
      )}
      <div>
        <ActionButton
          permission={emrBackupHeartbeatManagePermission}
          denied={t('heartbeat.denied')}
          pending={create.pending}
          onPress={() => create.run(undefined)}
        >
          {t('heartbeat.create')}
        </ActionButton>
      </div>
      <Snippet jobRef={jobRef} token={token} />
    </>
  );
}

/** What a job's script says of itself, and the token it says it with. */
export function JobHeartbeatCard() {
  const t = useWords();
  const api = useApi(emrBackupApiRef);
  const jobRef = useJobRef();
  const format = useJobFormat(jobRef);
  const reading = useReading({
    key: `heartbeat ${jobRef}`,
    read: async () => ({ ...(await api.getHeartbeat(jobRef)) }),
    everyMs: REFRESH_MS,
  });
  return (
    <InfoCard
      title={t('title.heartbeat')}
      actions={reading.value && <StatePill state={reading.value.state} />}
    >
      <Offered reading={reading}>
        {status => (
          <>
            <Text as="p" variant="body-small" color="secondary">
              {status.state === 'none' && `${t('heartbeat.none')} `}
              {t('heartbeat.hint')}
            </Text>
            <Reports status={status} format={format} />
            <Tokens
              jobRef={jobRef}
              status={status}
              format={format}
              onChanged={reading.reload}
            />
          </>
        )}
      </Offered>
    </InfoCard>
  );
}
