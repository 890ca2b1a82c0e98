import type { ReactNode } from 'react';
import { DataTable } from '../../marks/DataTable';
import { useWords } from '../../words';

/** One line of a comparison. */
export type Pair = {
  id: string;
  name: ReactNode;
  now: ReactNode;
  before: ReactNode;
  /** Empty when there is nothing to say of it. */
  difference?: ReactNode;
};

/** Two columns of facts and what lies between them. */
export function SideBySide(props: {
  label: string;
  first: string;
  pairs: Pair[];
  withDifference?: boolean;
}) {
  const { label, first, pairs, withDifference = true } = props;
  const t = useWords();
  return (
    <DataTable
      label={label}
      rowHeader="name"
      items={pairs}
      idOf={({ id }) => id}
      columns={[
        { id: 'name', label: first, cell: ({ name }) => name },
        { id: 'now', label: t('compare.this'), cell: ({ now }) => now },
        {
          id: 'before',
          label: t('compare.other'),
          cell: ({ before }) => before,
        },
        ...(withDifference
          ? [
              {
                id: 'difference',
                label: t('compare.difference'),
                cell: ({ difference }: Pair) => difference,
              },
            ]
          : []),
      ]}
    />
  );
}
