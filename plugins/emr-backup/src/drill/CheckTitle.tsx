import type { CheckResult } from '@emr-backup/plugin-emr-backup-common';
import { useReadsEnglish, useSaid } from '../words';
import { checkTitle } from './checkWords';

/** What a check is called, in the reader's language where it is one of ours. */
export function CheckTitle(props: {
  check: Pick<CheckResult, 'id' | 'title'>;
}) {
  const { text, isTranslated } = checkTitle(props.check, useSaid());
  const readsEnglish = useReadsEnglish();
  return isTranslated || readsEnglish ? (
    <>{text}</>
  ) : (
    <span lang="en">{text}</span>
  );
}
