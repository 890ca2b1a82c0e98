import { useState } from 'react';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
  TextField,
} from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import formStyles from '../job/JobCard.module.css';
import { useAction } from '../status/useAction';
import { useWords } from '../words';

const REQUIRED = ['medium', 'who', 'from', 'to'] as const;
const FIELDS = [...REQUIRED, 'note'] as const;
type Field = (typeof FIELDS)[number];

const EMPTY: Record<Field, string> = {
  medium: '',
  who: '',
  from: '',
  to: '',
  note: '',
};

/** Records one hand-over; what is recorded stays. */
export function CustodyDialog(props: {
  jobRef: string;
  isOpen: boolean;
  onClose(): void;
  onRecorded(): void;
}) {
  const { jobRef, isOpen, onClose, onRecorded } = props;
  const t = useWords();
  const api = useApi(emrBackupApiRef);
  const [entry, setEntry] = useState(EMPTY);
  const complete = REQUIRED.every(field => entry[field].trim());
  const record = useAction(async () => {
    const { note, ...rest } = entry;
    await api.recordCustody(jobRef, {
      ...rest,
      ...(note.trim() && { note: note.trim() }),
    });
    onRecorded();
  });
  const close = () => {
    setEntry(EMPTY);
    record.forget();
    onClose();
  };
  return (
    <Dialog isOpen={isOpen} onOpenChange={open => !open && close()} width={480}>
      <DialogHeader>{t('custody.record')}</DialogHeader>
      <DialogBody>
        <div className={formStyles.form}>
          <Text as="p">{t('custody.recordLead')}</Text>
          {FIELDS.map(field => (
            <TextField
              key={field}
              label={t(`custody.${field}`)}
              value={entry[field]}
              onChange={value => setEntry({ ...entry, [field]: value })}
              maxLength={field === 'note' ? 500 : 200}
              isRequired={field !== 'note'}
            />
          ))}
          {!complete && (
            <Text as="p" variant="body-small" color="secondary">
              {t('custody.required')}
            </Text>
          )}
          {record.problem && (
            <Alert
              status="danger"
              role="alert"
              title={t('dialog.failed')}
              description={record.problem.message}
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
          isPending={record.pending}
          isDisabled={!complete}
          onPress={async () => {
            if (await record.run(undefined)) close();
          }}
        >
          {t('custody.save')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
