import { useState } from 'react';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { emrBackupHeartbeatManagePermission } from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { ActionButton } from '../status/ActionButton';
import { useAction } from '../status/useAction';
import { useWords } from '../words';

/** Revokes a heartbeat token once somebody has said so twice. */
export function RevokeButton(props: {
  jobRef: string;
  tokenId: string;
  /** When it was made, in words: tokens have no name. */
  made: string;
  onRevoked(): void;
}) {
  const { jobRef, tokenId, made, onRevoked } = props;
  const t = useWords();
  const api = useApi(emrBackupApiRef);
  const [asking, setAsking] = useState(false);
  const revoke = useAction(async () => {
    await api.revokeHeartbeatToken(jobRef, tokenId);
    onRevoked();
  });
  const close = () => {
    revoke.forget();
    setAsking(false);
  };
  return (
    <>
      <ActionButton
        permission={emrBackupHeartbeatManagePermission}
        denied={t('heartbeat.denied')}
        label={t('heartbeat.revokeOne', { when: made })}
        onPress={() => setAsking(true)}
      >
        {t('heartbeat.revoke')}
      </ActionButton>
      <Dialog
        isOpen={asking}
        onOpenChange={open => !open && close()}
        width={420}
      >
        <DialogHeader>{t('heartbeat.revokeTitle')}</DialogHeader>
        <DialogBody>
          <Text as="p">{t('heartbeat.revokeLead')}</Text>
          {revoke.problem && (
            <Alert
              status="danger"
              role="alert"
              title={t('heartbeat.failed')}
              description={revoke.problem.message}
            />
          )}
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" onPress={close}>
            {t('dialog.cancel')}
          </Button>
          <Button
            variant="primary"
            destructive
            isPending={revoke.pending}
            onPress={async () => {
              if (await revoke.run(undefined)) close();
            }}
          >
            {t('heartbeat.revoke')}
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  );
}
