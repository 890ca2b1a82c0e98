import type { FaultRow } from '../FaultRow';
import { mariadbFaults } from './mariadbFaults';
import { openingFaults } from './openingFaults';
import { postgresFaults } from './postgresFaults';

export { goodBackups } from './goodBackups';

/** Every named fault of the suite. */
export const faults: readonly FaultRow[] = [
  ...openingFaults,
  ...mariadbFaults,
  ...postgresFaults,
];
