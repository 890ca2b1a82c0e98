import type { Alarm, NamedRef } from '@emr-backup/plugin-emr-backup-common';
import { CellNote, LinkLine } from '../marks/DataTable';
import { NamedLink } from '../marks/EntityLink';
import { useWords } from '../words';

/** One cause may lie behind hundreds of clinics: a row names the first few. */
const NAMED = 5;

/** Whom an alarm concerns. */
export function Concerned({ alarm }: { alarm: Alarm }) {
  const all: NamedRef[] = alarm.clinics.length ? alarm.clinics : alarm.jobs;
  const t = useWords();
  return (
    <>
      {all.slice(0, NAMED).map(entity => (
        <LinkLine key={entity.ref}>
          <NamedLink to={entity} />
        </LinkLine>
      ))}
      {all.length > NAMED && `+${all.length - NAMED}`}
      {alarm.store && (
        <CellNote>{t('alarm.store', { store: alarm.store })}</CellNote>
      )}
    </>
  );
}
