import type { ReactNode } from 'react';
import styles from './print.module.css';

/** Controls that mean nothing on paper. */
export function NotPrinted({ children }: { children: ReactNode }) {
  return <div className={styles.noPrint}>{children}</div>;
}
