import { useMemo, useRef, type ReactNode } from 'react';
import {
  Cell,
  Column,
  Row,
  TableBody,
  TableHeader,
  TableRoot,
  Text,
} from '@backstage/ui';
import { useElementWidth } from './useElementWidth';
import styles from './DataTable.module.css';

export interface DataColumn<T> {
  id: string;
  label: string;
  cell(item: T): ReactNode;
  /** Left out when the table is narrower than this many pixels. */
  from?: number;
  width?: string;
}

/** Rows that belong together, under a heading of their own. */
export interface DataSection<T> {
  id: string;
  heading: ReactNode;
  items: T[];
}

type Line<T> = { id: string; item: T } | { id: string; heading: ReactNode };

/** The columns there is room for: the same array as long as they are the same. */
function useShownColumns<T>(
  columns: readonly DataColumn<T>[],
  width: number,
): DataColumn<T>[] {
  const shown = columns.filter(({ from = 0 }) => width >= from);
  const names = shown.map(({ id }) => id).join(' ');
  // The names stand for the width.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- `shown` is new each time
  return useMemo(() => shown, [columns, names]);
}

/** The same line for an item as before, so that its row is not drawn again. */
function useLines<T extends object>(idOf: (item: T) => string) {
  const known = useRef(new WeakMap<T, Line<T>>());
  return (item: T): Line<T> => {
    const line = known.current.get(item) ?? { id: idOf(item), item };
    known.current.set(item, line);
    return line;
  };
}

/**
 * A named table of rich cells; scrolls sideways rather than squeezing. Rows
 * are drawn again when their item or the array of columns is another one.
 */
export function DataTable<T extends object>(props: {
  label: string;
  columns: DataColumn<T>[];
  rowHeader: string;
  /** Either the items, or sections of them. */
  items?: T[];
  sections?: DataSection<T>[];
  idOf(item: T): string;
  empty?: ReactNode;
  stale?: boolean;
}) {
  const { label, items = [], sections, idOf, rowHeader, empty, stale } = props;
  const { ref, width } = useElementWidth<HTMLDivElement>();
  const columns = useShownColumns(props.columns, width);
  const line = useLines(idOf);
  const lines: Line<T>[] =
    sections?.flatMap(section => [
      { id: section.id, heading: section.heading },
      ...section.items.map(line),
    ]) ?? items.map(line);
  return (
    <div className={styles.scroll} ref={ref}>
      <TableRoot aria-label={label} stale={stale}>
        <TableHeader columns={columns}>
          {column => (
            <Column
              id={column.id}
              isRowHeader={column.id === rowHeader}
              style={{ width: column.width }}
            >
              {column.label}
            </Column>
          )}
        </TableHeader>
        <TableBody
          items={lines}
          dependencies={[columns]}
          renderEmptyState={() => (
            <Text as="p" variant="body-medium" color="secondary">
              {empty}
            </Text>
          )}
        >
          {entry =>
            'item' in entry ? (
              <Row id={entry.id} columns={columns}>
                {column => <Cell>{column.cell(entry.item)}</Cell>}
              </Row>
            ) : (
              <Row id={entry.id}>
                <Cell colSpan={columns.length}>{entry.heading}</Cell>
              </Row>
            )
          }
        </TableBody>
      </TableRoot>
    </div>
  );
}

/** The second, quieter line of a cell. */
export function CellNote({ children }: { children: ReactNode }) {
  return <small className={styles.note}>{children}</small>;
}

/** A link on a line of its own, far enough from the next to be pressed. */
export function LinkLine({ children }: { children: ReactNode }) {
  return <div className={styles.linkLine}>{children}</div>;
}

/** A quieter line that may be long: three lines of it, the whole, or its detail, on hover. */
export function LongNote(props: { text: string; detail?: string }) {
  const { text, detail = text } = props;
  return (
    <small className={`${styles.note} ${styles.clamped}`} title={detail}>
      {text}
    </small>
  );
}

/** A cell line that must not wrap. */
export function Tight({ children }: { children: ReactNode }) {
  return <span className={styles.tight}>{children}</span>;
}
