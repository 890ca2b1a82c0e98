import { useEffect, useRef, type ReactNode } from 'react';
import { isolateForPrint } from './isolateForPrint';
import styles from './print.module.css';

/**
 * What is inside prints as a paper of its own: light, without the portal
 * around it, with everything that can be unfolded unfolded.
 */
export function Printable({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let restore: (() => void) | undefined;
    const before = () => {
      restore?.();
      restore = ref.current ? isolateForPrint(ref.current) : undefined;
    };
    const after = () => {
      restore?.();
      restore = undefined;
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      after();
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return (
    <div ref={ref} className={styles.printable}>
      {children}
    </div>
  );
}
