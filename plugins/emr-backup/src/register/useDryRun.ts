import { useEffect, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import type { RegistrationResult } from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import type { RawEntity } from './draftEntities';

/** Long enough not to ask the backend for every letter. */
const TYPING_PAUSE_MS = 400;

/** What the backend would say to these entities, a moment after they stopped changing. */
export function useDryRun(entities: readonly RawEntity[]) {
  const api = useApi(emrBackupApiRef);
  const text = JSON.stringify(entities);
  const [answer, setAnswer] = useState<{
    text: string;
    result?: RegistrationResult;
    problem?: Error;
  }>({ text: '' });
  const [settled, setSettled] = useState('');
  useDebounce(() => setSettled(text), TYPING_PAUSE_MS, [text]);
  useEffect(() => {
    const asked: RawEntity[] = settled ? JSON.parse(settled) : [];
    if (asked.length === 0) return undefined;
    let current = true;
    api.register({ entities: asked, dryRun: true }).then(
      result => current && setAnswer({ text: settled, result }),
      problem =>
        current && setAnswer({ text: settled, problem: toError(problem) }),
    );
    return () => {
      current = false;
    };
  }, [api, settled]);
  return { ...answer, isCurrent: answer.text === text };
}
