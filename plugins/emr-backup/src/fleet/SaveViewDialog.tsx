import { useState } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
  TextField,
} from '@backstage/ui';
import { toError } from '@backstage/errors';
import { useWords } from '../words';
import styles from './SaveViewDialog.module.css';

const LONGEST = 60;

/** Asks for the name of a view. */
export function SaveViewDialog(props: {
  isOpen: boolean;
  onClose(): void;
  onSave(name: string): Promise<void>;
}) {
  const { isOpen, onClose, onSave } = props;
  const t = useWords();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<Error>();
  const close = () => {
    setName('');
    setProblem(undefined);
    onClose();
  };
  const save = async () => {
    if (!name.trim()) return;
    try {
      await onSave(name.trim());
      close();
    } catch (error) {
      setProblem(toError(error));
    }
  };
  return (
    <Dialog isOpen={isOpen} onOpenChange={open => !open && close()} width={440}>
      <DialogHeader>{t('fleet.views.title')}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          <Text as="p">{t('fleet.views.hint')}</Text>
          <TextField
            label={t('fleet.views.name')}
            value={name}
            onChange={setName}
            onKeyDown={event => event.key === 'Enter' && save()}
            maxLength={LONGEST}
            // eslint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type this
            autoFocus
          />
          {problem && (
            <Text as="p" role="alert" variant="body-small" color="danger">
              {t('fleet.views.failed', { problem: problem.message })}
            </Text>
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={close}>
          {t('fleet.views.leave')}
        </Button>
        <Button variant="primary" isDisabled={!name.trim()} onPress={save}>
          {t('fleet.views.keep')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
