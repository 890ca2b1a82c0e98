import { Link, useSidebarOpenState } from '@backstage/core-components';
import { ProductMark } from './ProductMark';
import styles from './SidebarMark.module.css';

/** The mark on top of the sidebar, with the product's name when there is room. */
export const SidebarMark = () => {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/"
      underline="none"
      className={styles.home}
      aria-label="EMR Backup, start page"
    >
      <span className={styles.mark}>
        <ProductMark />
      </span>
      {isOpen && <span className={styles.name}>EMR Backup</span>}
    </Link>
  );
};
