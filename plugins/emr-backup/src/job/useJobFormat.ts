import { useFormat, type Format } from '../format';
import { useJobStatus } from '../reading';

/** The format room of a job's clinic; the reader's own zone until the clinic's is known. */
export function useJobFormat(jobRef: string): Format {
  return useFormat(useJobStatus(jobRef).value?.timezone);
}
