import type { JobStatus } from '@emr-backup/plugin-emr-backup-common';
import { AgeCell, ProvenCell, useSystemLine } from '../fleet/clinicCells';
import { useFormat, type Format } from '../format';
import {
  CellNote,
  DataTable,
  LinkLine,
  type DataColumn,
} from '../marks/DataTable';
import { DayStrip } from '../marks/DayStrip';
import { NamedLink } from '../marks/EntityLink';
import { InfoCard } from '../marks/InfoCard';
import { StandingPill } from '../marks/pills';
import { useWords, type Words } from '../words';

function ServerCell({ job }: { job: JobStatus }) {
  const systemLine = useSystemLine();
  return (
    <>
      {job.server && (
        <LinkLine>
          <NamedLink to={job.server} bold />
        </LinkLine>
      )}
      <LinkLine>
        <NamedLink to={job.job} />
      </LinkLine>
      <CellNote>
        {systemLine(
          job.product ? [job.product] : [],
          job.hosting ? [job.hosting] : [],
        )}
      </CellNote>
    </>
  );
}

const columnsOf = (format: Format, t: Words): DataColumn<JobStatus>[] => [
  {
    id: 'server',
    label: t('systems.server'),
    cell: job => <ServerCell job={job} />,
  },
  {
    id: 'standing',
    label: t('fleet.column.standing'),
    width: '7rem',
    cell: job => <StandingPill standing={job.standing} />,
  },
  {
    id: 'age',
    label: t('fleet.column.age'),
    width: '8rem',
    cell: job => <AgeCell age={job.backupAge} format={format} />,
  },
  {
    id: 'strip',
    label: t('fleet.column.strip'),
    width: '13rem',
    from: 660,
    cell: job => <DayStrip cells={job.strip} format={format} />,
  },
  {
    id: 'proven',
    label: t('fleet.column.proven'),
    from: 480,
    cell: job => <ProvenCell row={job} format={format} />,
  },
];

/** The jobs that protect a clinic or a server. */
export function JobsCard(props: { jobs: JobStatus[]; zone: string }) {
  const t = useWords();
  const format = useFormat(props.zone);
  return (
    <InfoCard title={t('card.systems')}>
      <DataTable
        label={t('systems.table')}
        columns={columnsOf(format, t)}
        rowHeader="server"
        items={props.jobs}
        idOf={({ job }) => job.ref}
        empty={`${t('systems.empty')}. ${t('systems.emptyHint')}`}
      />
    </InfoCard>
  );
}
