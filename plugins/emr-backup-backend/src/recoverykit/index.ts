export { RecoveryKitReader } from './RecoveryKitReader';
