import { EntityTitle } from '../marks/EntityLink';
import { useWords } from '../words';

/** Who started a drill: the schedule, or a person by name. */
export function Starter({ startedBy }: { startedBy: string }) {
  const t = useWords();
  if (startedBy === 'schedule') return <>{t('verification.schedule')}</>;
  if (!startedBy.includes(':')) return <>{startedBy}</>;
  return <EntityTitle entityRef={startedBy} />;
}
