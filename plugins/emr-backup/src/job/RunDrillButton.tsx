import { useState } from 'react';
import { Alert, Button, Text } from '@backstage/ui';
import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  emrBackupDrillStartPermission,
  type DrillSummary,
  type JobStatus,
} from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { useWords, type Words } from '../words';

function blockedBecause(
  job: JobStatus,
  permission: { loading: boolean; allowed: boolean },
  t: Words,
): string | undefined {
  if (!permission.loading && !permission.allowed) return t('job.denied');
  return job.activeDrill ? t('job.active') : undefined;
}

/** Starts a drill of the job's newest backup; says why when it cannot. */
export function RunDrillButton(props: {
  job: JobStatus;
  onStarted(drill: DrillSummary): void;
}) {
  const { job, onStarted } = props;
  const t = useWords();
  const api = useApi(emrBackupApiRef);
  const [starting, setStarting] = useState(false);
  const [problem, setProblem] = useState<Error>();
  const permission = usePermission({
    permission: emrBackupDrillStartPermission,
  });
  const blocked = blockedBecause(job, permission, t);

  const start = async () => {
    setStarting(true);
    setProblem(undefined);
    try {
      onStarted(await api.startDrill(job.job.ref));
    } catch (error) {
      setProblem(toError(error));
    } finally {
      setStarting(false);
    }
  };
  return (
    <div>
      <Button
        variant="primary"
        isPending={starting}
        isDisabled={permission.loading || Boolean(blocked)}
        aria-describedby={blocked ? `${job.job.ref}-blocked` : undefined}
        onPress={start}
      >
        {t('job.run')}
      </Button>
      {blocked && (
        <Text
          as="p"
          id={`${job.job.ref}-blocked`}
          variant="body-small"
          color="secondary"
        >
          {blocked}
        </Text>
      )}
      {problem && (
        <Alert
          status="danger"
          role="alert"
          title={t('job.startFailed')}
          description={problem.message}
        />
      )}
    </div>
  );
}
