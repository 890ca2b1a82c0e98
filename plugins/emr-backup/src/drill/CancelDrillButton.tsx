import { useState } from 'react';
import { Button } from '@backstage/ui';
import {
  toastApiRef,
  useApi,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { emrBackupDrillCancelPermission } from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { useWords } from '../words';

/** Cancels a queued or running drill; shown only to those who may. */
export function CancelDrillButton(props: { id: string; onDone(): void }) {
  const t = useWords();
  const api = useApi(emrBackupApiRef);
  const toast = useApiHolder().get(toastApiRef);
  const [pressed, setPressed] = useState(false);
  const { allowed } = usePermission({
    permission: emrBackupDrillCancelPermission,
  });
  if (!allowed) return null;

  const cancel = async () => {
    setPressed(true);
    try {
      await api.cancelDrill(props.id);
      props.onDone();
    } catch (problem) {
      setPressed(false);
      toast?.post({
        title: t('drill.cancelFailed'),
        description: problem instanceof Error ? problem.message : undefined,
        status: 'danger',
      });
    }
  };
  return (
    <Button variant="secondary" isPending={pressed} onPress={cancel}>
      {t('drill.cancel')}
    </Button>
  );
}
