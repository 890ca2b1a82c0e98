import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { useWords } from '../words';
import styles from './LoadingRows.module.css';

/** About what fits on a screen. */
const ROWS = 9;

/** Grey rows as high as those of the table, so that nothing jumps when it comes. */
export function LoadingRows() {
  const t = useWords();
  return (
    <div role="status">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      {Array.from({ length: ROWS }, (_, row) => (
        <div key={row} className={styles.row}>
          <Skeleton width={76} height={22} />
          <Skeleton width="14%" height={18} />
          <Skeleton width="8%" height={18} />
          <Skeleton width="16%" height={22} />
          <Skeleton width="22%" height={18} />
          <Skeleton width="9%" height={18} />
        </div>
      ))}
    </div>
  );
}
