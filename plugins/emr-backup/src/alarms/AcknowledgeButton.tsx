import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  emrBackupAlarmAcknowledgePermission,
  type Alarm,
} from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { ActionButton } from '../status/ActionButton';
import { ReasonDialog } from '../status/ReasonDialog';
import { useWords } from '../words';

/** "I know, and this is why it may wait." */
export function AcknowledgeButton(props: { alarm: Alarm; onDone(): void }) {
  const { alarm, onDone } = props;
  const t = useWords();
  const api = useApi(emrBackupApiRef);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <ActionButton
        permission={emrBackupAlarmAcknowledgePermission}
        denied={t('alarm.deniedAcknowledge')}
        label={`${t('alarm.acknowledge')}: ${alarm.title}`}
        onPress={() => setAsking(true)}
      >
        {t('alarm.acknowledge')}
      </ActionButton>
      <ReasonDialog
        isOpen={asking}
        title={t('alarm.acknowledgeTitle')}
        lead={`${alarm.message} ${t('alarm.acknowledgeLead')}`}
        confirm={t('alarm.acknowledge')}
        onClose={() => setAsking(false)}
        onConfirm={async reason => {
          await api.acknowledgeAlarm(alarm.id, reason);
          onDone();
        }}
      />
    </>
  );
}
