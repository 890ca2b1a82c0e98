import { Text } from '@backstage/ui';
import type { FleetPage } from '@emr-backup/plugin-emr-backup-common';
import { FormatRoom, type Format } from '../format';
import { Paging } from '../marks/Paging';
import { useElementWidth } from '../marks/useElementWidth';
import { useWords } from '../words';
import { FleetCompact } from './FleetCompact';
import { FleetList } from './FleetList';
import { FleetTable } from './FleetTable';
import type { FleetView } from './useFleetView';
import { useRowsInTurn } from './useRowsInTurn';
import styles from './FleetPage.module.css';

/** Below this a table of clinics is a keyhole; the same facts are stacked instead. */
const TABLE_FROM_PX = 640;

function NothingFound() {
  const t = useWords();
  return (
    <div className={styles.nothing}>
      <Text as="p" weight="bold">
        {t('fleet.nothing')}
      </Text>
      <Text as="p" color="secondary">
        {t('fleet.nothingHint')}
      </Text>
    </div>
  );
}

/** One page of clinics, as a table or stacked, and the way to the next. */
export function FleetRows(props: {
  fleet: FleetPage;
  view: FleetView;
  stale: boolean;
  pageSize: number;
  onPage(offset: number): void;
  format: Format;
}) {
  const { fleet, view, stale, pageSize, onPage, format } = props;
  const { offset } = view;
  const { items, totalItems } = fleet;
  const shown = { ...fleet, items: useRowsInTurn(items) };
  const { ref, width } = useElementWidth<HTMLDivElement>();
  let clinics = <FleetTable fleet={shown} view={view} stale={stale} />;
  if (view.layout === 'compact')
    clinics = <FleetCompact fleet={fleet} view={view} />;
  else if (width < TABLE_FROM_PX)
    clinics = <FleetList fleet={shown} view={view} />;
  return (
    <div ref={ref}>
      {items.length === 0 && <NothingFound />}
      {items.length > 0 && <FormatRoom>{clinics}</FormatRoom>}
      <div className={styles.paging}>
        <Paging
          offset={offset}
          pageSize={pageSize}
          shown={items.length}
          total={totalItems}
          onPage={onPage}
          format={format}
        />
      </div>
    </div>
  );
}
