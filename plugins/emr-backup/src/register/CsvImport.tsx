import { useMemo, useState } from 'react';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import { LoadingLines, ProblemNote } from '../marks/states';
import { useWords } from '../words';
import { csvDrafts, csvTemplate, type CsvDrafts } from './csvDrafts';
import { csvEntities, previewRows } from './csvRows';
import { entityYaml } from './entityYaml';
import { ImportPreview } from './ImportPreview';
import { saveFile } from './saveFile';
import { textOf } from './textOf';
import { StorePanel } from './StorePanel';
import { useDryRun } from './useDryRun';
import { useStoring } from './useStoring';
import { YamlPanel } from './YamlPanel';
import styles from './RegisterPage.module.css';

/** Many clinics from one CSV file: shown row by row before anything is stored, and stored all or not at all. */
export function CsvImport() {
  const t = useWords();
  const [file, setFile] = useState<{ name: string; drafts: CsvDrafts }>();
  return (
    <div className={styles.form}>
      <Text as="p" variant="body-medium" color="secondary">
        {t('register.csv.hint')}
      </Text>
      <Flex gap="3" align="center">
        <label className={styles.file}>
          <Text as="span" variant="body-medium" weight="bold">
            {t('register.csv.choose')}
          </Text>
          <input
            type="file"
            accept=".csv,text/csv"
            onChange={async event => {
              const chosen = event.target.files?.[0];
              if (!chosen) return;
              const drafts = csvDrafts(await textOf(chosen));
              setFile({ name: chosen.name, drafts });
            }}
          />
        </label>
        <Button
          variant="secondary"
          size="small"
          onPress={() => saveFile('clinics.csv', csvTemplate(), 'text/csv')}
        >
          {t('register.csv.template')}
        </Button>
      </Flex>
      {file && <CsvPreview key={file.name} drafts={file.drafts} />}
    </div>
  );
}

function CsvPreview({ drafts }: { drafts: CsvDrafts }) {
  const t = useWords();
  const storing = useStoring();
  const entities = useMemo(() => csvEntities(drafts.rows), [drafts]);
  const { result, problem, isCurrent } = useDryRun(entities);
  const rows = previewRows(drafts, result);
  const faulty = rows.filter(({ problems }) => problems.length > 0).length;
  const refused = [
    ...drafts.missing.map(column => t('register.csv.missing', { column })),
    ...drafts.unknown.map(column => t('register.csv.unknown', { column })),
  ];
  const blocked = () => {
    if (refused.length > 0) return refused[0];
    if (!isCurrent) return t('register.checking');
    return faulty > 0 ? t('register.csv.faulty', { count: faulty }) : null;
  };

  if (rows.length === 0)
    return <Alert status="warning" icon title={t('register.csv.empty')} />;
  return (
    <>
      {refused.length > 0 && (
        <Alert
          status="danger"
          icon
          role="alert"
          title={t('register.csv.columns')}
          description={refused.join(' ')}
        />
      )}
      {problem && <ProblemNote problem={problem} />}
      {!isCurrent && <LoadingLines lines={2} />}
      {isCurrent && (
        <Text as="p" role="status" variant="body-medium">
          {faulty > 0
            ? t('register.csv.faulty', { count: faulty })
            : t('register.csv.good', { count: rows.length })}
        </Text>
      )}
      <ImportPreview rows={rows} checked={isCurrent && Boolean(result)} />
      <StorePanel storing={storing} entities={entities} blocked={blocked()} />
      {blocked() === null && (
        <YamlPanel yaml={entityYaml(entities)} file="clinics.yaml" />
      )}
    </>
  );
}
