import { useState } from 'react';
import { Button, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { ConfirmDialog } from '../status/ConfirmDialog';
import { useWords } from '../words';

/** Takes a registered entity out of the catalog once somebody has said so twice. */
export function RemoveButton(props: {
  entityRef: string;
  name: string;
  /** Titles of those that name it. */
  neededBy: readonly string[];
  onRemoved(): void;
}) {
  const { entityRef, name, neededBy, onRemoved } = props;
  const t = useWords();
  const api = useApi(emrBackupApiRef);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        variant="secondary"
        size="small"
        aria-label={t('register.kept.removeOne', { name })}
        onPress={() => setAsking(true)}
      >
        {t('register.kept.remove')}
      </Button>
      <ConfirmDialog
        isOpen={asking}
        title={t('register.kept.title', { name })}
        confirm={t('register.kept.remove')}
        failed={t('register.kept.failed')}
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await api.unregister(entityRef);
          onRemoved();
        }}
      >
        <Text as="p">{t('register.kept.lead')}</Text>
        {neededBy.length > 0 && (
          <Text as="p" weight="bold">
            {t('register.kept.needed', { names: neededBy.join(', ') })}
          </Text>
        )}
      </ConfirmDialog>
    </>
  );
}
