import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { DrillDetail } from '@emr-backup/plugin-emr-backup-common';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { sampleDetail, sampleRunning } from '../../dev/sampleStatus';
import { setUpPage } from '../../dev/testing/setUpPage';
import { DrillPage } from './DrillPage';

function setUp(drill: DrillDetail | string) {
  const api = new FakeEmrBackupApi(sampleFleet());
  const id = typeof drill === 'string' ? drill : drill.id;
  if (typeof drill !== 'string') api.drills.set(id, drill);
  setUpPage(<DrillPage />, {
    api,
    at: {
      pattern: '/emr-backup/drills/:id',
      path: `/emr-backup/drills/${id}`,
    },
  });
  return api;
}

const card = (name: string) => screen.findByRole('region', { name });

describe('DrillPage', () => {
  it('shows a running drill with each phase as far as it got', async () => {
    setUp(sampleRunning());
    expect(
      await screen.findByText(
        'The drill is under way; checks appear as they land.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Running')).toBeInTheDocument();
    expect(screen.getByRole('progressbar', { name: 'Boot' })).toHaveAttribute(
      'aria-valuenow',
      '100',
    );
    const load = screen.getByRole('progressbar', { name: 'Load' });
    expect(load).toHaveAttribute('aria-valuenow', '62');
    expect(load).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/62%.*7\.4\sMB\/s/),
    );
    expect(screen.getByRole('progressbar', { name: 'Wipe' })).toHaveAttribute(
      'aria-valuenow',
      '0',
    );
    expect(screen.getByText(/402 of 546 tables/)).toBeInTheDocument();
    expect(within(await card('Checks')).getAllByText('Held')).toHaveLength(2);
  });

  it('says that a restore in part proves nothing, on the sentence and beside the server', async () => {
    const drill = sampleDetail();
    setUp({
      ...drill,
      tier: 'data',
      report: drill.report && {
        ...drill.report,
        tier: 'data',
        tuning: 'default',
      },
    });
    expect(
      await screen.findByText(/^Passing in part proves no restore/),
    ).toBeInTheDocument();
    const engine = await card('Engine and isolation');
    expect(engine).toHaveTextContent(/Data restore: all rows, without indexes/);
    expect(engine).toHaveTextContent(/at its default settings/);
  });

  it('says of a full restore on which kind of server its times were measured', async () => {
    setUp(sampleDetail());
    const engine = await card('Engine and isolation');
    expect(engine).toHaveTextContent(/Full restore: everything/);
    expect(engine).toHaveTextContent(/tuned to be thrown away/);
    expect(
      screen.queryByText(/^Passing in part proves no restore/),
    ).not.toBeInTheDocument();
  });

  it('says of a phase without a known share only that it runs', async () => {
    const drill = sampleRunning();
    setUp({
      ...drill,
      phases: drill.phases.map(phase => ({ ...phase, progress: null })),
    });
    expect(
      await screen.findByRole('progressbar', { name: 'Load' }),
    ).not.toHaveAttribute('aria-valuenow');
  });

  it('waits for a runner while the drill is queued', async () => {
    setUp({
      ...sampleRunning(),
      state: 'queued',
      startedAt: null,
      phases: [],
      checkResults: [],
    });
    expect(
      await screen.findByText('The drill waits for a free runner.'),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('progressbar')).toHaveLength(7);
    expect(
      screen.getByText('Checks are asked once the copy is loaded.'),
    ).toBeInTheDocument();
  });

  it('turns into the report by itself once the drill is over', async () => {
    const api = setUp(sampleRunning());
    await screen.findByText('Running');
    api.drills.set('drill-running', sampleDetail({ id: 'drill-running' }));
    expect(
      await screen.findByText(
        'The backup was restored and all 18 checks held.',
        undefined,
        { timeout: 5000 },
      ),
    ).toBeInTheDocument();
  });

  it('reads as a report when it has passed', async () => {
    setUp('drill-1');
    expect(
      await screen.findByRole('heading', {
        name: /^Drill of .*from Montreal$/,
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('Passed')).toBeInTheDocument();
    expect(await card('What came out')).toHaveTextContent(/4,180,000/);
    const engine = await card('Engine and isolation');
    expect(engine).toHaveTextContent('oscar, recognised from the tables');
    expect(engine).toHaveTextContent('yes, nothing is left');
    expect(engine).toHaveTextContent('innodb_strict_mode');
    expect(await card('Artifact')).toHaveTextContent(
      'openssl-enc › tar › gzip › mysqldump',
    );
    expect(await card('This drill does not prove')).toHaveTextContent(
      'That OSCAR itself starts',
    );
    expect(
      screen.queryByRole('button', { name: 'Cancel drill' }),
    ).not.toBeInTheDocument();
  });

  it('calls a phase that a passed drill could do without not needed', async () => {
    const drill = sampleDetail();
    setUp({
      ...drill,
      phases: drill.phases.filter(({ phase }) => phase !== 'index'),
    });
    expect(
      await screen.findByRole('progressbar', { name: 'Index' }),
    ).toHaveAttribute('aria-valuetext', 'not needed');
  });

  it('puts the reason on top when the backup is bad', async () => {
    setUp('drill-failed');
    const checks = await card('Checks');
    expect(screen.getAllByText(/20 bytes long/)[0].tagName).toBe('P');
    expect(within(checks).getByText('Failed')).toBeInTheDocument();
    expect(checks).toHaveTextContent('measured 20, expected 1000');
    expect(screen.getByRole('progressbar', { name: 'Fetch' })).toHaveAttribute(
      'aria-valuetext',
      'stopped here',
    );
    expect(screen.getByRole('progressbar', { name: 'Load' })).toHaveAttribute(
      'aria-valuetext',
      'not reached',
    );
  });

  it('never calls a backup bad when the drill could not judge', async () => {
    setUp(
      sampleDetail({
        outcome: 'error',
        reason: {
          code: 'scratch-full',
          message: 'The work folder has 2 GB left; this restore needs 9 GB.',
        },
        report: null,
        checkResults: [],
      }),
    );
    expect(await screen.findByText('Could not judge')).toBeInTheDocument();
    expect(screen.getByText(/needs 9 GB/)).toBeInTheDocument();
    expect(
      screen.getByText(/The standing stays as it was/),
    ).toBeInTheDocument();
    expect(screen.queryByText('Failed')).not.toBeInTheDocument();
  });

  it('shows each kind of check result in its own word', async () => {
    const statuses = ['pass', 'warn', 'skip', 'fail'] as const;
    setUp(
      sampleDetail({
        checkResults: statuses.map(status => ({
          id: status,
          title: `Check ${status}`,
          status,
          value: 1,
          expected: 2,
          detail: 'What was found.',
        })),
      }),
    );
    const rows = within(await card('Checks'))
      .getAllByRole('row')
      .slice(1);
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringMatching(/^Failed.*measured 1, expected 2/),
      expect.stringMatching(/^Warning.*measured 1, expected 2/),
      expect.stringMatching(/^HeldCheck passWhat was found.$/),
      expect.stringMatching(/^Not askedCheck skipWhat was found.$/),
    ]);
  });

  it('puts all about a check into one cell where there is no room for three', async () => {
    class Narrow {
      observe() {}
      unobserve() {}
      disconnect() {}
    }
    const known = globalThis.ResizeObserver;
    globalThis.ResizeObserver = Narrow;
    try {
      setUp('drill-failed');
      const checks = await card('Checks');
      expect(within(checks).getAllByRole('columnheader')).toHaveLength(1);
      const [, row] = within(checks).getAllByRole('row');
      expect(row).toHaveTextContent(
        /^Not hollowFailed.*20 bytes long.*measured 20, expected 1000$/,
      );
    } finally {
      globalThis.ResizeObserver = known;
    }
  });

  it('cancels a running drill', async () => {
    setUp(sampleRunning());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel drill' }),
    );
    expect(await screen.findByText('Cancelled')).toBeInTheDocument();
    expect(screen.getByText('The drill was cancelled.')).toBeInTheDocument();
  });

  it('leads back to the fleet, the clinic and the job', async () => {
    setUp('drill-1');
    expect(
      await screen.findByRole('link', { name: 'EMR backups' }),
    ).toHaveAttribute('href', '/emr-backup');
    expect(
      screen.getByRole('link', { name: 'Lakeside Family Practice' }),
    ).toHaveAttribute('href', '/catalog/default/clinic/lakeside');
    expect(
      screen.getByRole('link', { name: 'Lakeside nightly' }),
    ).toHaveAttribute('href', '/catalog/default/backupjob/lakeside-nightly');
  });

  it('still shows a drill whose job left the catalog', async () => {
    const drill = sampleDetail();
    setUp({ ...drill, job: { ...drill.job, ref: 'backupjob:default/gone' } });
    expect(await screen.findByText('Passed')).toBeInTheDocument();
  });

  it('says that a drill does not exist', async () => {
    setUp('no-such-drill');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'No drill no-such-drill.',
    );
  });
});
