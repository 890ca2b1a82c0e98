import { within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { sampleDetail } from '../../dev/sampleStatus';
import { loadedCard } from '../../dev/testing/loadedCard';
import { setUpEntity } from '../../dev/testing/setUpEntity';

const JOB = 'backupjob:default/lakeside-nightly';

function setUp(entity = JOB) {
  const clinics = sampleFleet();
  const api = new FakeEmrBackupApi(clinics);
  return {
    api,
    startDrill: jest.spyOn(api, 'startDrill'),
    render: () => setUpEntity(entity, { api, clinics }),
  };
}

describe('cards of a backup job', () => {
  it('start a drill and follow it, phase by phase, to its page', async () => {
    const { render, startDrill } = setUp();
    render();
    const run = within(await loadedCard('Drill this backup'));
    await userEvent.click(
      await run.findByRole('button', { name: 'Run drill now' }),
    );
    expect(startDrill).toHaveBeenCalledWith(JOB);
    expect(await run.findByText('Running')).toBeInTheDocument();
    expect(run.getByRole('link', { name: 'Follow it live' })).toHaveAttribute(
      'href',
      '/emr-backup/drills/drill-running',
    );
    expect(
      await run.findByRole('progressbar', { name: 'Load' }),
    ).toBeInTheDocument();
    const button = run.getByRole('button', { name: 'Run drill now' });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(
      'A drill of this job is already under way.',
    );
  });

  it('keep the drill that was started in view when it is over', async () => {
    const { api, render, startDrill } = setUp();
    // Over before the job was read again, as small backups are.
    startDrill.mockImplementation(async () => {
      const drill = sampleDetail();
      api.drills.set(drill.id, drill);
      return { ...drill, state: 'queued' };
    });
    render();
    const run = within(await loadedCard('Drill this backup'));
    await userEvent.click(
      await run.findByRole('button', { name: 'Run drill now' }),
    );
    expect(
      await run.findByRole('link', { name: 'Read the report' }),
    ).toHaveAttribute('href', '/emr-backup/drills/drill-1');
    expect(run.getByText('Passed')).toBeInTheDocument();
    expect(run.getByRole('button', { name: 'Run drill now' })).toBeEnabled();
  });

  it('say why a drill could not be started', async () => {
    const { render, startDrill } = setUp();
    startDrill.mockRejectedValue(
      new Error('Store “montreal-dc” is not configured.'),
    );
    render();
    const run = within(await loadedCard('Drill this backup'));
    await userEvent.click(
      await run.findByRole('button', { name: 'Run drill now' }),
    );
    expect(await run.findByRole('alert')).toHaveTextContent(
      'Store “montreal-dc” is not configured.',
    );
    expect(run.getByRole('button', { name: 'Run drill now' })).toBeEnabled();
  });

  it('show copies side by side, proved apart from declared', async () => {
    setUp().render();
    const copies = within(await loadedCard('Copies'));
    expect(copies.getByRole('row', { name: /Toronto/ })).toHaveTextContent(
      'Declared',
    );
    expect(copies.getByRole('row', { name: /Montreal/ })).toHaveTextContent(
      'Proved',
    );
  });

  it('call a hollow copy hollow', async () => {
    setUp('backupjob:default/harbour-nightly').render();
    const copies = within(await loadedCard('Copies'));
    expect(copies.getAllByText('Hollow')).toHaveLength(2);
    expect(copies.queryByText('Proved')).not.toBeInTheDocument();
  });

  it('say why a copy could not be looked at', async () => {
    const { api, render } = setUp();
    const job = await api.getJob(JOB);
    job.copies[0].problem = 'The folder of store toronto-dc is not readable.';
    render();
    const copies = within(await loadedCard('Copies'));
    expect(copies.getByRole('row', { name: /Toronto/ })).toHaveTextContent(
      /folder of store toronto-dc is not readable.*Not readable/,
    );
  });
});
