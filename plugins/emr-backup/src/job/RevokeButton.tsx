import { useState } from 'react';
import { Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { emrBackupHeartbeatManagePermission } from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { ActionButton } from '../status/ActionButton';
import { ConfirmDialog } from '../status/ConfirmDialog';
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
      <ConfirmDialog
        isOpen={asking}
        title={t('heartbeat.revokeTitle')}
        confirm={t('heartbeat.revoke')}
        failed={t('heartbeat.failed')}
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await api.revokeHeartbeatToken(jobRef, tokenId);
          onRevoked();
        }}
      >
        <Text as="p">{t('heartbeat.revokeLead')}</Text>
      </ConfirmDialog>
    </>
  );
}
