export { Printable } from './Printable';
export { PrintButton } from './PrintButton';
export { NotPrinted } from './NotPrinted';
