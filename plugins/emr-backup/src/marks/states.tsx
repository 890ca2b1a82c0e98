import type { ReactNode } from 'react';
import { Alert, Button, Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { EmrBackupApiError } from '@emr-backup/plugin-emr-backup-common';
import type { Reading } from '../reading';
import { useWords, type Words } from '../words';

function adviceFor(problem: Error, t: Words): string {
  if (problem instanceof EmrBackupApiError) {
    if (problem.status === 401 || problem.status === 403) {
      return t('problem.forbidden');
    }
    if (problem.status === 404) {
      return `${problem.message} ${t('problem.missing')}`;
    }
    return problem.message;
  }
  return t('problem.unreachable');
}

/** What went wrong and what to do about it. */
export function ProblemNote(props: { problem: Error; retry?: () => void }) {
  const t = useWords();
  return (
    <Alert
      status="danger"
      icon
      role="alert"
      title={t('problem.title')}
      description={adviceFor(props.problem, t)}
      customActions={
        props.retry && (
          <Button size="small" variant="secondary" onPress={props.retry}>
            {t('common.retry')}
          </Button>
        )
      }
    />
  );
}

/** Grey lines the size of what is coming, so that nothing jumps. */
export function LoadingLines({ lines = 3 }: { lines?: number }) {
  const t = useWords();
  return (
    <div role="status">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton
          key={index}
          width={index % 2 ? '70%' : '100%'}
          height={20}
          style={{ marginBottom: 8 }}
        />
      ))}
    </div>
  );
}

/** Loading, failed, or what was read; an old value outlives a failed refresh and says so. */
export function Shown<T>(props: {
  reading: Reading<T>;
  lines?: number;
  /** Instead of grey lines, where more is known of what comes. */
  loading?: ReactNode;
  children(value: T): ReactNode;
}) {
  const { reading, lines, loading, children } = props;
  const t = useWords();
  if (reading.value === undefined) {
    return reading.problem ? (
      <ProblemNote problem={reading.problem} retry={reading.reload} />
    ) : (
      <>{loading ?? <LoadingLines lines={lines} />}</>
    );
  }
  return (
    <>
      {reading.problem && (
        <Text as="p" variant="body-small" color="warning" role="status">
          {t('common.updatedLate')}
        </Text>
      )}
      {children(reading.value)}
    </>
  );
}
