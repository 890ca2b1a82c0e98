import { TablePagination } from '@backstage/ui';
import type { Format } from '../format';
import { useWords } from '../words';

/** Which part of a long list is shown and the way to its neighbours; nothing where all of it is. */
export function Paging(props: {
  offset: number;
  pageSize: number;
  /** Items of this page. */
  shown: number;
  total: number;
  onPage(offset: number): void;
  format: Format;
}) {
  const { offset, pageSize, shown, total, onPage, format } = props;
  const t = useWords();
  if (total <= pageSize) return null;
  return (
    <TablePagination
      pageSize={pageSize}
      pageSizeOptions={[]}
      offset={offset}
      totalCount={total}
      hasPreviousPage={offset > 0}
      hasNextPage={offset + pageSize < total}
      onPreviousPage={() => onPage(Math.max(0, offset - pageSize))}
      onNextPage={() => onPage(offset + pageSize)}
      getLabel={() =>
        t('fleet.page', {
          from: format.number(offset + 1),
          to: format.number(offset + shown),
          total: format.number(total),
        })
      }
    />
  );
}
