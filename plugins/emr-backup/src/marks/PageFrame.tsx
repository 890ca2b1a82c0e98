import type { ReactNode } from 'react';
import { Container } from '@backstage/ui';
import styles from './PageFrame.module.css';
import readable from './readable.module.css';

/** What our pages share: their column, their type and readable small print. */
export function PageFrame({ children }: { children: ReactNode }) {
  return (
    <Container className={`${styles.page} ${readable.readable}`}>
      {children}
    </Container>
  );
}
