import { screen } from '@testing-library/react';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { setUpPage } from '../../dev/testing/setUpPage';
import { DrillPage } from './DrillPage';

// Permissions are remembered for the whole file, so that the denied one has its own.
describe('CancelDrillButton', () => {
  it('is not offered to those who may not cancel', async () => {
    setUpPage(<DrillPage />, {
      api: new FakeEmrBackupApi(sampleFleet()),
      mayAct: false,
      at: {
        pattern: '/emr-backup/drills/:id',
        path: '/emr-backup/drills/drill-running',
      },
    });
    expect(await screen.findByText('Running')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Cancel drill' }),
    ).not.toBeInTheDocument();
  });
});
