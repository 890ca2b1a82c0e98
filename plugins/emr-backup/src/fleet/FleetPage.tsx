import { ButtonLink, Card, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useFormat } from '../format';
import { PageFrame } from '../marks/PageFrame';
import { ProblemNote, Shown } from '../marks/states';
import { registerRouteRef } from '../routes';
import { SectionTabs } from '../sections/SectionTabs';
import { SelfTestLine } from '../selftest/SelfTestLine';
import { useWords } from '../words';
import { ExportButton } from './ExportButton';
import { FleetFilters } from './FleetFilters';
import { FiltersPlace } from './FiltersPlace';
import { FleetHeading } from './FleetHeading';
import { FleetRows } from './FleetRows';
import { FleetStart } from './FleetStart';
import { FleetTotals } from './FleetTotals';
import { FleetWall } from './FleetWall';
import { LayoutChoice } from './LayoutChoice';
import { LoadingRows } from './LoadingRows';
import { SavedViews } from './SavedViews';
import { PAGE_SIZE } from './startEarly';
import { useFleet } from './useFleet';
import { isFiltered, useFleetView } from './useFleetView';
import { useLater } from './useLater';
import styles from './FleetPage.module.css';

const REFRESH_MS = 60_000;

/** Every clinic: who could be restored today, who answers, and the proof. */
export function FleetPage() {
  const { view, change, open } = useFleetView();
  return view.layout === 'wall' ? (
    <FleetWall view={view} onLeave={() => change({ layout: undefined })} />
  ) : (
    <FleetOverview view={view} change={change} open={open} />
  );
}

/** Shown to those whose portal has the page; the page itself says who may. */
function RegisterLink() {
  const t = useWords();
  const register = useRouteRef(registerRouteRef);
  if (!register) return null;
  return (
    <ButtonLink href={register()} variant="primary" size="small">
      {t('fleet.register')}
    </ButtonLink>
  );
}

function FleetOverview(props: ReturnType<typeof useFleetView>) {
  const { view, change, open } = props;
  const t = useWords();
  const format = useFormat();
  const reading = useFleet(view, { limit: PAGE_SIZE, everyMs: REFRESH_MS });
  const fleet = reading.value;
  const later = useLater();

  if (!fleet && reading.problem) {
    return (
      <PageFrame>
        <ProblemNote problem={reading.problem} retry={reading.reload} />
      </PageFrame>
    );
  }
  if (fleet && fleet.counts.clinics === 0 && !isFiltered(view)) {
    return (
      <PageFrame>
        <Card>
          <FleetStart>
            <RegisterLink />
          </FleetStart>
        </Card>
      </PageFrame>
    );
  }
  return (
    <PageFrame>
      <SectionTabs />
      <FleetHeading fleet={fleet} format={format}>
        <LayoutChoice
          layout={view.layout ?? 'table'}
          onChange={layout =>
            change({ layout: layout === 'table' ? undefined : layout })
          }
        />
        <SavedViews view={view} onOpen={open} />
        <ExportButton view={view} />
        <RegisterLink />
      </FleetHeading>
      <FleetTotals
        standings={fleet?.standings}
        chosen={view.standing}
        onChoose={standing => change({ standing })}
        format={format}
      />
      {view.layout !== 'compact' && <SelfTestLine />}
      {later ? (
        <FleetFilters view={view} onChange={change} />
      ) : (
        <FiltersPlace />
      )}
      <Card className={styles.table}>
        <Shown reading={reading} loading={<LoadingRows />}>
          {page => (
            <FleetRows
              fleet={page}
              view={view}
              stale={reading.pending}
              pageSize={PAGE_SIZE}
              onPage={offset => change({ offset })}
              format={format}
            />
          )}
        </Shown>
      </Card>
      {fleet && (
        <Text as="p" variant="body-small" color="secondary">
          {t('fleet.legend')}
        </Text>
      )}
    </PageFrame>
  );
}
