import { screen, waitFor, within } from '@testing-library/react';
import type { SelfTestStatus } from '@emr-backup/plugin-emr-backup-common';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleSelfTest } from '../../dev/sampleSelfTest';
import { setUpPage } from '../../dev/testing/setUpPage';
import { SelfTestLine } from './SelfTestLine';

function setUp(selfTests: SelfTestStatus[]) {
  const api = new FakeEmrBackupApi([]);
  api.selfTests = selfTests;
  const list = jest.spyOn(api, 'listSelfTests');
  return { list, render: () => setUpPage(<SelfTestLine />, { api }) };
}

const lineOf = async (profile: string) =>
  within(await screen.findByRole('list', { name: 'Verifier self-test' }))
    .getAllByRole('listitem')
    .find(item => item.textContent?.includes(profile));

describe('SelfTestLine', () => {
  it('says how many broken backups were caught, and when', async () => {
    setUp([sampleSelfTest()]).render();
    expect(await lineOf('oscar')).toHaveTextContent(
      'Verifier self-test, oscar: 14 of 14 broken backups caught, 3 days ago',
    );
    expect(screen.queryByText(/not caught/)).not.toBeInTheDocument();
  });

  it('is red and names the fault that slipped through', async () => {
    setUp([
      sampleSelfTest({
        caught: 13,
        missed: 1,
        faults: [
          { id: 'wrong-key', status: 'caught', outcome: null, reason: null },
          { id: 'mojibake', status: 'missed', outcome: 'passed', reason: null },
        ],
      }),
      sampleSelfTest({}, 'openemr'),
    ]).render();
    expect(await lineOf('oscar')).toHaveTextContent(
      '13 of 14 broken backups caught, 3 days ago not caught: mojibake',
    );
    expect(screen.getByText(/^13 of 14/)).toHaveClass('bad');
    expect(screen.getByText(/^14 of 14/)).toHaveClass('good');
  });

  it('says that the verifier was never tested', async () => {
    setUp([]).render();
    expect(await screen.findByText('never run')).toBeInTheDocument();
  });

  it('tells a test that proved nothing from a good and from a bad one', async () => {
    const error = 'None of the faults can be made from this backup.';
    setUp([sampleSelfTest({ caught: 0, error })]).render();
    expect(await screen.findByText(`proved nothing. ${error}`)).toHaveClass(
      'late',
    );
  });

  it('keeps showing the last proof while the next test runs', async () => {
    const running = sampleSelfTest({ state: 'running', endedAt: null });
    const before = sampleSelfTest();
    setUp([
      { ...running, proof: before.proof },
      sampleSelfTest({ state: 'running' }, 'openemr'),
    ]).render();
    expect(await lineOf('oscar')).toHaveTextContent('14 of 14');
    expect(await lineOf('openemr')).toHaveTextContent(
      'running for the first time',
    );
  });

  it('shows nothing when it cannot be read, so that the clinics stay in view', async () => {
    const { list, render } = setUp([]);
    list.mockRejectedValue(new Error('not there'));
    render();
    await waitFor(() => expect(list).toHaveBeenCalled());
    expect(screen.queryByText(/self-test/)).not.toBeInTheDocument();
  });
});
