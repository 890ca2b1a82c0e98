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
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { useAction } from '../status/useAction';
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
  const removal = useAction(async () => {
    await api.unregister(entityRef);
    onRemoved();
  });
  const close = () => {
    removal.forget();
    setAsking(false);
  };
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
      <Dialog
        isOpen={asking}
        onOpenChange={open => !open && close()}
        width={460}
      >
        <DialogHeader>{t('register.kept.title', { name })}</DialogHeader>
        <DialogBody>
          <Text as="p">{t('register.kept.lead')}</Text>
          {neededBy.length > 0 && (
            <Text as="p" weight="bold">
              {t('register.kept.needed', { names: neededBy.join(', ') })}
            </Text>
          )}
          {removal.problem && (
            <Alert
              status="danger"
              role="alert"
              title={t('register.kept.failed')}
              description={removal.problem.message}
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
            isPending={removal.pending}
            onPress={async () => {
              if (await removal.run(undefined)) close();
            }}
          >
            {t('register.kept.remove')}
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  );
}
