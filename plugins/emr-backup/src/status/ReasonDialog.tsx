import { useState, type ReactNode } from 'react';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
  TextAreaField,
} from '@backstage/ui';
import { useWords } from '../words';
import { useAction } from './useAction';
import styles from './ReasonDialog.module.css';

/** The backend keeps no shorter reason: two letters explain nothing to the next reader. */
const SHORTEST = 3;

/** Asks for a reason, and for what else `children` asks, before it acts. */
export function ReasonDialog(props: {
  isOpen: boolean;
  title: string;
  lead: string;
  confirm: string;
  onClose(): void;
  onConfirm(reason: string): Promise<unknown>;
  children?: ReactNode;
}) {
  const { isOpen, title, lead, confirm, onClose, onConfirm } = props;
  const t = useWords();
  const [reason, setReason] = useState('');
  const { run, pending, problem, forget } = useAction(onConfirm);
  const given = reason.trim();
  const close = () => {
    setReason('');
    forget();
    onClose();
  };
  const submit = async () => {
    if (given.length >= SHORTEST && (await run(given))) close();
  };
  return (
    <Dialog isOpen={isOpen} onOpenChange={open => !open && close()} width={480}>
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          <Text as="p">{lead}</Text>
          <TextAreaField
            label={t('dialog.reason')}
            description={t('dialog.reasonHint')}
            value={reason}
            onChange={setReason}
            maxLength={500}
            isRequired
          />
          {props.children}
          {problem && (
            <Alert
              status="danger"
              role="alert"
              title={t('dialog.failed')}
              description={problem.message}
            />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={close}>
          {t('dialog.cancel')}
        </Button>
        <Button
          variant="primary"
          isPending={pending}
          isDisabled={given.length < SHORTEST}
          onPress={submit}
        >
          {confirm}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
