import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { EmrBackupApiError } from '@emr-backup/plugin-emr-backup-common';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { sampleKit } from '../../dev/sampleOperations';
import { setUpPage } from '../../dev/testing/setUpPage';
import { RecoveryKitTab } from './RecoveryKitTab';

function setUp(change?: (api: FakeEmrBackupApi) => void) {
  const api = new FakeEmrBackupApi(sampleFleet());
  api.recoveryKit = sampleKit();
  change?.(api);
  setUpPage(
    <EntityProvider
      entity={{
        apiVersion: 'emr-backup/v1',
        kind: 'BackupJob',
        metadata: { name: 'lakeside-nightly', title: 'Lakeside nightly' },
      }}
    >
      <RecoveryKitTab />
    </EntityProvider>,
    { api },
  );
}

describe('RecoveryKitTab', () => {
  it('tells step by step what to type, which can be copied', async () => {
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    setUp();
    const steps = within(await screen.findByRole('region', { name: 'Steps' }));
    expect(
      steps.getAllByRole('heading', { level: 4 }).map(step => step.textContent),
    ).toEqual([
      'Step 1: Fetch the backup',
      'Step 2: Open it with the key lakeside-oscar',
      'Step 3: Load the database',
    ]);
    await user.click(
      steps.getByRole('button', { name: 'Copy: Commands of step 3' }),
    );
    expect(await steps.findByText('Copied')).toBeInTheDocument();
    expect(write).toHaveBeenCalledWith(
      'mariadb --sandbox oscar_15 < /restore/OscarBackup.sql',
    );
  });

  it('says what to do where nothing can be copied', async () => {
    const user = userEvent.setup();
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('denied'));
    setUp();
    await user.click(
      await screen.findByRole('button', { name: 'Copy: Commands of step 1' }),
    );
    expect(
      await screen.findByText('Select the text and copy it by hand.'),
    ).toBeInTheDocument();
  });

  it('names what it cannot know and the drill it was taken from', async () => {
    setUp();
    expect(
      await screen.findByRole('region', { name: 'What this kit cannot know' }),
    ).toHaveTextContent('Labs and faxes');
    expect(
      screen.getByRole('link', { name: 'Read that drill' }),
    ).toHaveAttribute('href', '/emr-backup/drills/drill-1');
  });

  it('says that nobody has walked the steps before a drill passed', async () => {
    setUp(api => {
      api.recoveryKit = { ...sampleKit(), drillId: null };
    });
    expect(
      await screen.findByText(/nobody has ever walked these steps/),
    ).toBeInTheDocument();
  });

  it('holds the numbers to call, for a day without this portal', async () => {
    setUp();
    const people = await screen.findByRole('region', { name: 'Who to call' });
    expect(
      await within(people).findByRole('link', { name: '+1 416 555 0142' }),
    ).toHaveAttribute('href', 'tel:+14165550142');
    expect(people).toHaveTextContent('Shift lead');
  });

  it('opens the print dialog', async () => {
    const print = jest.spyOn(window, 'print').mockImplementation(() => {});
    setUp();
    await userEvent.click(await screen.findByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalled();
  });

  it('is calm where the backend has no kits', async () => {
    setUp(api => {
      api.getRecoveryKit = async () => {
        throw new EmrBackupApiError(404, 'Not Found');
      };
    });
    expect(await screen.findByText('Not available here')).toBeInTheDocument();
  });
});
