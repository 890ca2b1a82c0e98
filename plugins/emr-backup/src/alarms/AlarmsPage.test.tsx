import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EmrBackupApiError } from '@emr-backup/plugin-emr-backup-common';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleAlarm, sampleAlarms } from '../../dev/sampleAlarms';
import { sampleFleet } from '../../dev/sampleFleet';
import { setUpPage } from '../../dev/testing/setUpPage';
import { AlarmsPage } from './AlarmsPage';

function setUp(change?: (api: FakeEmrBackupApi) => void, mayAct = true) {
  const clinics = sampleFleet();
  const api = new FakeEmrBackupApi(clinics);
  api.alarms = sampleAlarms();
  change?.(api);
  setUpPage(<AlarmsPage />, { api, clinics, mayAct });
  return api;
}

async function rowsOf(name: string) {
  const table = within(await screen.findByRole('grid', { name }));
  await table.findAllByRole('rowheader');
  return table.getAllByRole('row').slice(1);
}

describe('AlarmsPage', () => {
  it('lists open alarms with severity, whom they concern, who was told and what was done', async () => {
    setUp();
    const rows = await rowsOf('Open alarms, worst first');
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringMatching(/^Critical.*hollow.*Harbour.*escalated/),
      expect.stringMatching(/^Normal.*Lakeside.*store toronto-dc/),
      expect.stringMatching(/^Low.*Acknowledged.*lies with the lawyers/),
    ]);
    expect(
      within(rows[0]).getByRole('link', { name: 'See the drill' }),
    ).toHaveAttribute('href', '/emr-backup/drills/drill-failed');
    expect(rows[1]).toHaveTextContent(
      /desk@it-west\.example · raised by e-mail.*3 attempts · The mail server refused/,
    );
    expect(
      within(rows[2]).queryByRole('button', { name: /^Acknowledge:/ }),
    ).not.toBeInTheDocument();
  });

  it('lists resolved alarms on their own tab, with nothing left to do', async () => {
    setUp();
    await userEvent.click(await screen.findByRole('tab', { name: 'Resolved' }));
    const [row] = await rowsOf('Resolved alarms, newest first');
    expect(row).toHaveTextContent(/High.*came late.*over \d days ago/);
    expect(within(row).queryByRole('button')).not.toBeInTheDocument();
  });

  it('acknowledges an alarm with a reason', async () => {
    const api = setUp();
    const acknowledge = jest.spyOn(api, 'acknowledgeAlarm');
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Acknowledge: The copies in Toronto and Montreal differ',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox'), '  new disk comes  ');
    await userEvent.click(dialog.getByRole('button', { name: 'Acknowledge' }));
    expect(acknowledge).toHaveBeenCalledWith('alarm-1', 'new disk comes');
  });

  it('says that all is quiet', async () => {
    setUp(api => {
      api.alarms = [];
    });
    expect(await screen.findByText('No alarm is open.')).toBeInTheDocument();
  });

  it('pages through more than fifty', async () => {
    const api = setUp(fake => {
      fake.listAlarms = async () => ({
        items: [sampleAlarm()],
        totalItems: 60,
      });
    });
    const list = jest.spyOn(api, 'listAlarms');
    expect(await screen.findByText('1–50 of 60')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(list).toHaveBeenCalledWith(expect.objectContaining({ offset: 50 }));
    expect(await screen.findByText('51–60 of 60')).toBeInTheDocument();
  });

  it('is calm where the backend has no alarms', async () => {
    setUp(api => {
      api.listAlarms = async () => {
        throw new EmrBackupApiError(404, 'Not Found');
      };
    });
    expect(await screen.findByText('Not available here')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says what went wrong when alarms could not be read', async () => {
    setUp(api => {
      api.listAlarms = async () => {
        throw new EmrBackupApiError(500, 'The database is gone.');
      };
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is gone.',
    );
  });
});
