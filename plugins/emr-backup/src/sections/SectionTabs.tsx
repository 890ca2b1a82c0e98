import { Tab, TabList, Tabs } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { alarmsRouteRef, fleetRouteRef, planRouteRef } from '../routes';
import { useWords } from '../words';
import { NotPrinted } from '../status/print';

/** The way between the clinics, their alarms and the drill plan. */
export function SectionTabs() {
  const t = useWords();
  const fleet = useRouteRef(fleetRouteRef);
  const alarms = useRouteRef(alarmsRouteRef);
  const plan = useRouteRef(planRouteRef);
  if (!fleet || !alarms || !plan) return null;
  return (
    <NotPrinted>
      <Tabs>
        <TabList aria-label={t('sections.label')}>
          <Tab id="fleet" href={fleet()}>
            {t('sections.fleet')}
          </Tab>
          <Tab id="alarms" href={alarms()}>
            {t('sections.alarms')}
          </Tab>
          <Tab id="plan" href={plan()}>
            {t('sections.plan')}
          </Tab>
        </TabList>
      </Tabs>
    </NotPrinted>
  );
}
