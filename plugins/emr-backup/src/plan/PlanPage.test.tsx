import { screen, within } from '@testing-library/react';
import { EmrBackupApiError } from '@emr-backup/plugin-emr-backup-common';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { samplePlan, sampleRunners } from '../../dev/samplePlan';
import { loadedCard } from '../../dev/testing/loadedCard';
import { setUpPage } from '../../dev/testing/setUpPage';
import { PlanPage } from './PlanPage';

function setUp(change?: (api: FakeEmrBackupApi) => void) {
  const clinics = sampleFleet();
  const api = new FakeEmrBackupApi(clinics);
  api.plan = samplePlan();
  api.runners = sampleRunners();
  change?.(api);
  setUpPage(<PlanPage />, { api, clinics });
}

describe('PlanPage', () => {
  it('says in one sentence whether each pool can do what is asked of it', async () => {
    setUp();
    const pools = within(await loadedCard('Pools'));
    const [enough, short] = pools.getAllByRole('listitem');
    expect(enough).toHaveTextContent(/default.*Enough.*runners: 2, places: 3/);
    expect(short).toHaveTextContent(
      /east.*Too little.*1 clinic will miss its monthly drill.*Will be late: Lakeview nightly/,
    );
    expect(within(short).getByRole('meter')).toHaveAccessibleName(
      /Load of pool east: 10.h 16.m of 10.h a day/,
    );
  });

  it('lists what runs when, what comes too late and what is held', async () => {
    setUp();
    const plan = within(await loadedCard('Drill plan'));
    await plan.findAllByRole('rowheader');
    const rows = plan.getAllByRole('row').slice(1);
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringMatching(/^Waiting.*Harbour.*like similar ones/),
      expect.stringMatching(/^Planned.*Lakeside.*6.m.*measured/),
      expect.stringMatching(/^PlannedToo late.*pool east.*1.h 30.m.*assumed/),
      expect.stringMatching(/^PausedToo late.*moves the server.*cannot start/),
    ]);
  });

  it('lists runners with what they can do, and the lost one as lost', async () => {
    setUp();
    const runners = within(await loadedCard('Runners'));
    await runners.findAllByRole('rowheader');
    const rows = runners.getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent(
      /Up.*toronto-1.*mariadb 10.11.19.*1 of 2/,
    );
    expect(rows[1]).toHaveTextContent(/Lost.*halifax-1.*postgres 15.14/);
  });

  it('says how to begin while nothing is planned and nobody runs', async () => {
    setUp(api => {
      api.plan = { ...samplePlan(), items: [], totalItems: 0, pools: [] };
      api.runners = [];
    });
    expect(await loadedCard('Drill plan')).toHaveTextContent(
      'Nothing is planned.',
    );
    expect(await loadedCard('Runners')).toHaveTextContent(
      'No runner has reported. Start one',
    );
  });

  it('is calm where the backend does not plan', async () => {
    setUp(api => {
      api.getPlan = async () => {
        throw new EmrBackupApiError(404, 'Not Found');
      };
    });
    expect(await loadedCard('Pools')).toHaveTextContent('Not available here');
    expect(await loadedCard('Runners')).toHaveTextContent('toronto-1');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});
