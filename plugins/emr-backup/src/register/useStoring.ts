import { useState } from 'react';
import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import type { RegistrationResult } from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { useReading } from '../reading';
import type { RawEntity } from './draftEntities';

/** Storing entities in this portal, where that is allowed. */
export function useStoring() {
  const api = useApi(emrBackupApiRef);
  const permitted = useReading({
    key: 'can-register',
    read: () => api.canRegister(),
  });
  const [storing, setStoring] = useState(false);
  const [stored, setStored] = useState<RegistrationResult>();
  const [problem, setProblem] = useState<Error>();

  const store = async (entities: RawEntity[]) => {
    setStoring(true);
    setProblem(undefined);
    try {
      setStored(await api.register({ entities }));
    } catch (error) {
      setProblem(toError(error));
    } finally {
      setStoring(false);
    }
  };
  return {
    permitted: permitted.value,
    storing,
    stored,
    problem,
    store,
    forget: () => setStored(undefined),
  };
}
