import { useMemo, useState } from 'react';
import { Alert, Text } from '@backstage/ui';
import { ProblemNote } from '../marks/states';
import { useWords } from '../words';
import {
  DRAFT_FIELDS,
  emptyDraft,
  withNames,
  type ClinicDraft,
  type DraftFieldId,
  type DraftKind,
} from './clinicDraft';
import { DraftFieldInput } from './DraftFieldInput';
import { draftEntities } from './draftEntities';
import { draftProblems } from './draftProblems';
import { entityYaml } from './entityYaml';
import { StorePanel } from './StorePanel';
import { useDryRun } from './useDryRun';
import { useStoring } from './useStoring';
import { YamlPanel } from './YamlPanel';
import styles from './RegisterPage.module.css';

const PARTS: DraftKind[] = ['Clinic', 'EmrServer', 'BackupJob'];

/** One clinic with its server and backup job; checked as it is filled in. */
export function ClinicForm({ initial }: { initial?: ClinicDraft }) {
  const t = useWords();
  const [draft, setDraft] = useState<ClinicDraft>(
    () =>
      initial ?? {
        ...emptyDraft(),
        timezone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
        offsite: 'yes',
      },
  );
  const [touched, setTouched] = useState<ReadonlySet<DraftFieldId>>(new Set());
  const storing = useStoring();
  const entities = useMemo(() => draftEntities(draft), [draft]);
  const names = withNames(draft);
  const started = touched.size > 0 || initial !== undefined;
  const { result, problem, isCurrent } = useDryRun(started ? entities : []);
  const problems = draftProblems(draft, result?.problems ?? []);
  const missing = DRAFT_FIELDS.filter(
    ({ id, required }) => required && draft[id] === '',
  );

  const change = (id: DraftFieldId, value: string) => {
    setDraft(before => ({ ...before, [id]: value }));
    setTouched(before => new Set(before).add(id));
    storing.forget();
  };
  // A field nobody has come to yet is not wrong, only empty.
  const problemOf = (id: DraftFieldId) =>
    draft[id] !== '' || touched.has(id) ? problems.byField[id] : undefined;
  const faults = result?.problems.length ?? 0;
  const blocked = () => {
    if (missing.length > 0)
      return t('register.missing', {
        fields: missing.map(({ id }) => t(`register.field.${id}`)).join(', '),
      });
    if (!started || !isCurrent) return t('register.checking');
    return faults > 0 ? t('register.faults', { count: faults }) : null;
  };

  return (
    <div className={styles.columns}>
      <form className={styles.form} onSubmit={event => event.preventDefault()}>
        {PARTS.map(kind => (
          <fieldset key={kind} className={styles.part}>
            <legend>
              <Text as="span" variant="title-x-small" weight="bold">
                {t(`register.part.${kind}`)}
              </Text>
            </legend>
            <div className={styles.fields}>
              {DRAFT_FIELDS.filter(field => field.kind === kind).map(field => (
                <DraftFieldInput
                  key={field.id}
                  field={field}
                  value={draft[field.id]}
                  placeholder={
                    field.path === 'metadata.name'
                      ? names[field.id]
                      : field.example
                  }
                  problem={problemOf(field.id)}
                  onChange={value => change(field.id, value)}
                />
              ))}
            </div>
          </fieldset>
        ))}
      </form>
      <div className={styles.outcome}>
        {problem && <ProblemNote problem={problem} />}
        {missing.length === 0 && problems.others.length > 0 && (
          <Alert
            status="danger"
            icon
            role="alert"
            title={t('register.faults', { count: problems.others.length })}
            description={problems.others.join(' ')}
          />
        )}
        <StorePanel storing={storing} entities={entities} blocked={blocked()} />
        <YamlPanel
          yaml={entityYaml(entities)}
          file={`${names.clinicName || 'clinic'}.yaml`}
        />
      </div>
    </div>
  );
}
