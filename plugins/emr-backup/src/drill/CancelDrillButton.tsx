import { useState } from 'react';
import { Button, Text } from '@backstage/ui';
import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { emrBackupDrillCancelPermission } from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { useWords } from '../words';

/** Cancels a queued or running drill; shown only to those who may. */
export function CancelDrillButton(props: { id: string; onDone(): void }) {
  const t = useWords();
  const api = useApi(emrBackupApiRef);
  const [pressed, setPressed] = useState(false);
  const [problem, setProblem] = useState<Error>();
  const { allowed } = usePermission({
    permission: emrBackupDrillCancelPermission,
  });
  if (!allowed) return null;

  const cancel = async () => {
    setPressed(true);
    try {
      await api.cancelDrill(props.id);
      props.onDone();
    } catch (error) {
      setPressed(false);
      setProblem(toError(error));
    }
  };
  return (
    <div>
      <Button variant="secondary" isPending={pressed} onPress={cancel}>
        {t('drill.cancel')}
      </Button>
      {problem && (
        <Text as="p" role="alert" variant="body-small" color="danger">
          {t('drill.cancelFailed')}: {problem.message}
        </Text>
      )}
    </div>
  );
}
