import type { ReactNode } from 'react';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { useWords } from '../words';
import { useAction } from './useAction';

/** Asks once more before something is taken away; stays open and says why when that fails. */
export function ConfirmDialog(props: {
  isOpen: boolean;
  title: string;
  confirm: string;
  /** Heads what went wrong. */
  failed: string;
  onClose(): void;
  onConfirm(): Promise<unknown>;
  children: ReactNode;
}) {
  const { isOpen, title, confirm, failed, onClose, onConfirm } = props;
  const t = useWords();
  const { run, pending, problem, forget } = useAction(onConfirm);
  const close = () => {
    forget();
    onClose();
  };
  return (
    <Dialog isOpen={isOpen} onOpenChange={open => !open && close()} width={460}>
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        {props.children}
        {problem && (
          <Alert
            status="danger"
            role="alert"
            title={failed}
            description={problem.message}
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
          isPending={pending}
          onPress={async () => {
            if (await run(undefined)) close();
          }}
        >
          {confirm}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
