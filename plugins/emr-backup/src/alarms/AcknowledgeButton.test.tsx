import { screen } from '@testing-library/react';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleAlarm } from '../../dev/sampleAlarms';
import { setUpPage } from '../../dev/testing/setUpPage';
import { AcknowledgeButton } from './AcknowledgeButton';

// Permissions are remembered for the whole file, so that the denied one has its own.
describe('AcknowledgeButton', () => {
  it('is disabled and says so for those who may not acknowledge', async () => {
    setUpPage(<AcknowledgeButton alarm={sampleAlarm()} onDone={jest.fn()} />, {
      api: new FakeEmrBackupApi([]),
      mayAct: false,
    });
    expect(
      await screen.findByText('You are not allowed to acknowledge alarms.'),
    ).toBeInTheDocument();
    const button = screen.getByRole('button', { name: /^Acknowledge/ });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(/not allowed/);
  });
});
