import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  EmrBackupApiError,
  type DrillDetail,
} from '@emr-backup/plugin-emr-backup-common';
import { FakeEmrBackupApi } from '../../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../../dev/sampleFleet';
import { sampleLog } from '../../../dev/sampleLog';
import { sampleDetail, sampleRunning } from '../../../dev/sampleStatus';
import { FRENCH } from '../../../dev/testing/frenchPortal';
import { setUpPage } from '../../../dev/testing/setUpPage';
import { DrillPage } from '../DrillPage';

const BEGAN = '2026-11-22T12:00:00.000Z';

function setUp(
  drill: DrillDetail,
  options: { prepare?(api: FakeEmrBackupApi): void; french?: boolean } = {},
) {
  const api = new FakeEmrBackupApi(sampleFleet());
  api.drills.set(drill.id, drill);
  api.drillLogs.set(drill.id, sampleLog(BEGAN));
  options.prepare?.(api);
  const asked = jest.spyOn(api, 'getDrillLog');
  setUpPage(<DrillPage />, {
    api,
    at: {
      pattern: '/emr-backup/drills/:id',
      path: `/emr-backup/drills/${drill.id}`,
    },
    more: options.french ? [...FRENCH] : [],
  });
  return { api, asked };
}

const box = () =>
  screen.findByRole('region', { name: 'What the drill did, line by line' });
const show = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Show log' }));

describe('the log of a drill', () => {
  it('is open while the drill runs, and asks only for what is new', async () => {
    const { api, asked } = setUp(sampleRunning());
    expect(await box()).toHaveTextContent(/Attempt 1 begins on winnipeg\./);
    expect(within(await box()).getAllByRole('listitem')).toHaveLength(11);
    api.drillLogs.set(
      'drill-running',
      sampleLog(BEGAN, [[270, 'counted', { rows: 41, tables: 3 }, 'verify']]),
    );
    expect(
      await screen.findByText('Rows counted: 41 in tables: 3.', undefined, {
        timeout: 5000,
      }),
    ).toBeInTheDocument();
    expect(within(await box()).getAllByRole('listitem')).toHaveLength(12);
    expect(asked.mock.calls[0]).toEqual(['drill-running', { after: 0 }]);
    expect(asked.mock.calls.slice(1)).toContainEqual([
      'drill-running',
      { after: 11 },
    ]);
  });

  it('brings the last lines once the drill is over', async () => {
    const { api, asked } = setUp(sampleRunning());
    await box();
    api.drillLogs.set(
      'drill-running',
      sampleLog(BEGAN, [
        [
          280,
          'verdict-passed',
          { reason: 'restored', message: 'The backup was restored.' },
        ],
      ]),
    );
    api.drills.set('drill-running', sampleDetail({ id: 'drill-running' }));
    expect(
      await screen.findByText('Passed: The backup was restored.', undefined, {
        timeout: 5000,
      }),
    ).toBeInTheDocument();
    await screen.findByText('Passed');
    const before = asked.mock.calls.length;
    await new Promise(resolve => setTimeout(resolve, 2000));
    expect(asked.mock.calls.length - before).toBeLessThanOrEqual(1);
  });

  it('is folded in a report, and not asked for before somebody opens it', async () => {
    const { asked } = setUp(sampleDetail());
    const button = await screen.findByRole('button', { name: 'Show log' });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    expect(asked).not.toHaveBeenCalled();
    await userEvent.click(button);
    expect(await box()).toHaveAttribute('tabindex', '0');
    expect(button).toHaveAttribute('aria-expanded', 'true');
    expect(button).toHaveFocus();
  });

  it('tells level and phase in words, and the exact time in the clinic’s zone', async () => {
    setUp(sampleDetail());
    await show();
    const lines = within(await box()).getAllByRole('listitem');
    expect(lines[9]).toHaveTextContent(
      /^07:04:22warningIndexThe profile oscar needs settings/,
    );
    expect(lines[0]).toHaveTextContent(/^07:00:00infoAttempt 1/);
    expect(within(lines[0]).getByText('07:00:00')).toHaveAttribute(
      'title',
      '22 Nov 2026, 07:00:00 EST',
    );
  });

  it('is copied with exact times', async () => {
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    setUp(sampleDetail());
    await user.click(await screen.findByRole('button', { name: 'Show log' }));
    await user.click(await screen.findByRole('button', { name: 'Copy: Log' }));
    expect(await screen.findByText('Copied')).toBeInTheDocument();
    const text = write.mock.calls[0][0];
    expect(text.split('\n')).toHaveLength(11);
    expect(text).toMatch(
      /^2026-11-22T12:00:00\.000Z info {9}Attempt 1 begins on winnipeg\.$/m,
    );
  });

  it('says of a queued drill that there is nothing yet', async () => {
    setUp(
      { ...sampleRunning(), state: 'queued', startedAt: null },
      { prepare: api => api.drillLogs.clear() },
    );
    expect(
      await screen.findByText(/^Lines appear once a runner/),
    ).toBeInTheDocument();
  });

  it('says of a drill from before there were logs that nothing was written', async () => {
    setUp(sampleDetail(), { prepare: api => api.drillLogs.clear() });
    await show();
    expect(
      await screen.findByText(/^Nothing was written down/),
    ).toBeInTheDocument();
  });

  it('is not available from an older backend, which breaks nothing', async () => {
    setUp(sampleDetail(), {
      prepare: api =>
        jest
          .spyOn(api, 'getDrillLog')
          .mockRejectedValue(new EmrBackupApiError(404, 'Not found')),
    });
    await show();
    expect(await screen.findByText('Not available here')).toBeInTheDocument();
    expect(screen.getByText('Passed')).toBeInTheDocument();
  });

  it('says what to do when it cannot be read', async () => {
    setUp(sampleDetail(), {
      prepare: api =>
        jest
          .spyOn(api, 'getDrillLog')
          .mockRejectedValueOnce(new EmrBackupApiError(500, 'It broke.')),
    });
    await show();
    expect(await screen.findByRole('alert')).toHaveTextContent('It broke.');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await box()).toHaveTextContent(/Attempt 1/);
  });

  it('is French to who reads French, and English where a line is not known', async () => {
    setUp(sampleDetail(), {
      french: true,
      prepare: api =>
        api.drillLogs.set('drill-1', [
          ...sampleLog(BEGAN),
          {
            ...sampleLog(BEGAN)[0],
            number: 12,
            code: 'of-tomorrow',
            message: 'Something new.',
          },
        ]),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Afficher le journal' }),
    );
    const lines = within(
      await screen.findByRole('region', {
        name: 'Ce que l’exercice a fait, ligne par ligne',
      }),
    ).getAllByRole('listitem');
    expect(lines[2]).toHaveTextContent(/La plus récente est choisie.*2,7 GB/);
    expect(lines[9]).toHaveTextContent(/avertissement/);
    expect(lines[10]).toHaveTextContent(
      /Vérification réussie : Ligne de fin présente\./,
    );
    expect(screen.getByText('Something new.')).toHaveAttribute('lang', 'en');
    expect(within(lines[2]).getByText(/La plus récente/)).not.toHaveAttribute(
      'lang',
    );
  });
});
