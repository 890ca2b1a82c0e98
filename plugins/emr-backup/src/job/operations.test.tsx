import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  EmrBackupApiError,
  type EmrBackupApi,
} from '@emr-backup/plugin-emr-backup-common';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { filledApi } from '../../dev/filledApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { sampleHeartbeat } from '../../dev/sampleOperations';
import { loadedCard } from '../../dev/testing/loadedCard';
import { setUpEntity } from '../../dev/testing/setUpEntity';
import { jobOperationCards } from '../entity/jobExtensions';

const JOB = 'backupjob:default/lakeside-nightly';

function setUp(change?: (api: FakeEmrBackupApi) => void, filled = true) {
  const clinics = sampleFleet();
  const api = filled ? filledApi(clinics) : new FakeEmrBackupApi(clinics);
  change?.(api);
  setUpEntity(JOB, { api, clinics }, jobOperationCards);
  return api;
}

const MISSING = async () => {
  throw new EmrBackupApiError(404, 'Not Found');
};

/** What an older backend answers. */
const older: Partial<EmrBackupApi> = {
  getSchedule: MISSING,
  getBackupHistory: MISSING,
  getHeartbeat: MISSING,
  getCustody: MISSING,
  listAlarms: MISSING,
};

const press = (card: HTMLElement, name: string | RegExp) =>
  within(card)
    .findByRole('button', { name })
    .then(button => userEvent.click(button));

describe('operations of a backup job', () => {
  it('are calm where the backend offers none of them', async () => {
    setUp(api => Object.assign(api, older));
    for (const title of [
      'Drill schedule',
      'Backup history',
      'Heartbeat',
      'Custody of carried copies',
      'Open alarms',
    ]) {
      expect(await loadedCard(title)).toHaveTextContent('Not available here');
    }
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('say what there is to say before anything happened', async () => {
    setUp(undefined, false);
    expect(await loadedCard('Drill schedule')).toHaveTextContent(
      /Rhythmevery 30 days \(set on the job\).*20:00-06:00, America\/Toronto.*none planned/,
    );
    expect(await loadedCard('Backup history')).toHaveTextContent(
      'No backup has been seen in the last 28 days.',
    );
    expect(await loadedCard('Heartbeat')).toHaveTextContent(
      'No token: this job does not report.',
    );
    expect(await loadedCard('Custody of carried copies')).toHaveTextContent(
      'No copy of this job is carried by hand.',
    );
    expect(await loadedCard('Open alarms')).toHaveTextContent(
      'No alarm of this job is open.',
    );
  });

  it('pause with a reason and a day, and resume', async () => {
    const api = setUp();
    const pause = jest.spyOn(api, 'pauseDrills');
    const card = await loadedCard('Drill schedule');
    await press(card, 'Pause');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'The server moves',
    );
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Until/ }),
      'soon',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Pause' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'Write a day to come as YYYY-MM-DD.',
    );
    expect(pause).not.toHaveBeenCalled();
    await userEvent.clear(dialog.getByRole('textbox', { name: /Until/ }));
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Until/ }),
      '2099-12-31',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Pause' }));
    expect(pause).toHaveBeenCalledWith(JOB, {
      reason: 'The server moves',
      until: '2100-01-01T04:59:59.999Z',
    });
    await waitFor(() =>
      expect(card).toHaveTextContent(/Paused.*The server moves.*until 31 Dec/),
    );
    await press(card, 'Resume');
    await waitFor(() => expect(card).not.toHaveTextContent('Paused'));
  });

  it('skip the next drill with a reason', async () => {
    const api = setUp();
    const skip = jest.spyOn(api, 'skipDrill');
    const card = await loadedCard('Drill schedule');
    await press(card, 'Skip the next');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox'), 'Audit week');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Skip the next' }),
    );
    expect(skip).toHaveBeenCalledWith(JOB, 'Audit week');
    await waitFor(() =>
      expect(card).toHaveTextContent(/Next one skipped.*Audit week/),
    );
  });

  it('show backups with gaps, hollow and shrunk ones by word and shape', async () => {
    setUp();
    const card = await loadedCard('Backup history');
    expect(card).toHaveTextContent('1 gap: 2 backups did not come.');
    expect(
      within(card).getByRole('img', {
        name: /12 seen, 1 hollow, 1 gaps$/,
      }),
    ).toBeInTheDocument();
    expect(within(card).getAllByText('Hollow')).toHaveLength(1);
    expect(within(card).getAllByText('Shrunk')).toHaveLength(1);
    expect(within(card).getAllByText('Gone')).toHaveLength(2);
  });

  it('make a heartbeat token that is shown once', async () => {
    setUp();
    const card = await loadedCard('Heartbeat');
    expect(card).toHaveTextContent(/Reporting.*succeeded, 2 hours ago/);
    await userEvent.click(within(card).getByText('How to report'));
    const snippet = await within(card).findByRole('region', {
      name: 'Commands that report',
    });
    expect(snippet).toHaveTextContent(
      `/jobs/${encodeURIComponent(JOB)}/heartbeat`,
    );
    expect(snippet).toHaveTextContent("'TOKEN'");
    await press(card, 'Make a token');
    expect(
      await within(card).findByText('made-up-token-2'),
    ).toBeInTheDocument();
    expect(snippet).toHaveTextContent("'made-up-token-2'");
    await press(card, 'I have copied it');
    expect(card).not.toHaveTextContent('made-up-token-2');
    expect(
      within(within(card).getByRole('list', { name: 'Tokens' })).getAllByRole(
        'listitem',
      ),
    ).toHaveLength(2);
  });

  it('revoke a token once it was said twice', async () => {
    const api = setUp();
    const revoke = jest.spyOn(api, 'revokeHeartbeatToken');
    const card = await loadedCard('Heartbeat');
    await press(card, /^Revoke the token/);
    expect(revoke).not.toHaveBeenCalled();
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Revoke' }));
    expect(revoke).toHaveBeenCalledWith(JOB, 'token-1');
    await waitFor(() =>
      expect(
        within(card).queryByRole('list', { name: 'Tokens' }),
      ).not.toBeInTheDocument(),
    );
  });

  it.each([
    ['new', 'Waiting for the first report'],
    ['late', 'Late'],
    ['down', 'Silent'],
  ] as const)('call a heartbeat that is %s “%s”', async (state, word) => {
    setUp(api => {
      api.heartbeat = sampleHeartbeat({ state });
    });
    expect(
      within(await loadedCard('Heartbeat')).getByText(word),
    ).toBeInTheDocument();
  });

  it('record a hand-over once everything needed is filled in', async () => {
    const api = setUp();
    const record = jest.spyOn(api, 'recordCustody');
    const card = await loadedCard('Custody of carried copies');
    expect(card).toHaveTextContent(/In time.*Next hand-over/);
    await press(card, 'Record a hand-over');
    const dialog = within(await screen.findByRole('dialog'));
    const save = dialog.getByRole('button', { name: 'Record' });
    expect(save).toBeDisabled();
    for (const [field, value] of [
      ['Medium', 'USB disk 3'],
      ['Carried by', 'Kim Muster'],
      ['From', 'server room'],
      ['To', 'bank safe'],
    ]) {
      await userEvent.type(
        dialog.getByRole('textbox', { name: new RegExp(`^${field}`) }),
        value,
      );
    }
    await userEvent.click(save);
    expect(record).toHaveBeenCalledWith(JOB, {
      medium: 'USB disk 3',
      who: 'Kim Muster',
      from: 'server room',
      to: 'bank safe',
    });
    await waitFor(() => expect(card).toHaveTextContent('USB disk 3'));
  });

  it('say that a hand-over was missed', async () => {
    setUp(api => {
      api.custody.missed = true;
    });
    expect(await loadedCard('Custody of carried copies')).toHaveTextContent(
      'Hand-over missed',
    );
  });
});
