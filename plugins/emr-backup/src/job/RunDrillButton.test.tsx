import { screen } from '@testing-library/react';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { setUpEntity } from '../../dev/testing/setUpEntity';

// Permissions are remembered for the whole file, so that the denied one has its own.
describe('RunDrillButton', () => {
  it('is disabled and says so for those who may not start drills', async () => {
    const clinics = sampleFleet();
    setUpEntity('backupjob:default/lakeside-nightly', {
      api: new FakeEmrBackupApi(clinics),
      clinics,
      mayAct: false,
    });
    expect(
      await screen.findByText('You are not allowed to start drills.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Run drill now' }),
    ).toBeDisabled();
  });
});
