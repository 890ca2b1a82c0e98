export { useReading, type Reading } from './useReading';
export { useDrillSignal } from './useDrillSignal';
export { useClinicStatus, useDrills, useJobStatus } from './status';
