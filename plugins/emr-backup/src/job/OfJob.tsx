import type { ReactNode } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { JobStatus } from '@emr-backup/plugin-emr-backup-common';
import { Shown } from '../marks/states';
import { useJobStatus, type Reading } from '../reading';

/** The ref of the job whose page this is. */
export function useJobRef(): string {
  return stringifyEntityRef(useEntity().entity);
}

/** The job of the entity page, read once for all its cards. */
export function OfJob(props: {
  children(job: JobStatus, reading: Reading<JobStatus>): ReactNode;
}) {
  const reading = useJobStatus(useJobRef());
  return <Shown reading={reading}>{job => props.children(job, reading)}</Shown>;
}
