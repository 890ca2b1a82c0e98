import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EmrBackupApiError } from '@emr-backup/plugin-emr-backup-common';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleAlarm, sampleAlarms } from '../../dev/sampleAlarms';
import { sampleFleet } from '../../dev/sampleFleet';
import { loadedCard } from '../../dev/testing/loadedCard';
import { clinicStoryCards } from '../entity/clinicExtensions';
import { setUpEntity } from '../../dev/testing/setUpEntity';

function setUp(ref = 'clinic:default/lakeside') {
  const clinics = sampleFleet();
  const api = new FakeEmrBackupApi(clinics);
  return {
    api,
    clinic: clinics.find(({ clinic }) => clinic.ref === ref),
    render: () => setUpEntity(ref, { api, clinics }, clinicStoryCards),
  };
}

describe('open findings of a clinic', () => {
  it('say that nothing is open', async () => {
    setUp().render();
    expect(await loadedCard('Open findings')).toHaveTextContent(
      'every check of the newest drills held',
    );
  });

  it('are failed checks of the newest drill, with the way to its report', async () => {
    setUp('clinic:default/harbour').render();
    const findings = within(await loadedCard('Open findings'));
    const [item] = findings.getAllByRole('listitem');
    expect(item).toHaveTextContent(/Failed.*Not hollow.*20 bytes long/);
    expect(
      within(item).getByRole('link', { name: 'Read the report' }),
    ).toHaveAttribute('href', '/emr-backup/drills/drill-failed');
  });

  it('are open alarms, which can be acknowledged with a reason', async () => {
    const { api, render } = setUp();
    api.alarms = [sampleAlarm()];
    render();
    const findings = within(await loadedCard('Open findings'));
    await userEvent.click(
      await findings.findByRole('button', { name: /^Acknowledge/ }),
    );
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Acknowledge this alarm' }),
    );
    const confirm = dialog.getByRole('button', { name: 'Acknowledge' });
    await userEvent.type(dialog.getByRole('textbox'), 'ok');
    expect(confirm).toBeDisabled();
    await userEvent.type(dialog.getByRole('textbox'), ', the disk is new');
    await userEvent.click(confirm);
    expect(await findings.findByText('Acknowledged')).toBeInTheDocument();
    expect(
      findings.getByText(/guest.*: ok, the disk is new/),
    ).toBeInTheDocument();
  });

  it('keep the dialog open and say why an alarm could not be acknowledged', async () => {
    const { api, render } = setUp();
    api.alarms = [sampleAlarm()];
    api.acknowledgeAlarm = async () => {
      throw new Error('The alarm ended a moment ago.');
    };
    render();
    const findings = within(await loadedCard('Open findings'));
    await userEvent.click(
      await findings.findByRole('button', { name: /^Acknowledge/ }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox'), 'looked at it');
    await userEvent.click(dialog.getByRole('button', { name: 'Acknowledge' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'The alarm ended a moment ago.',
    );
  });

  it('are only those of this clinic', async () => {
    const { api, render } = setUp();
    api.alarms = sampleAlarms();
    render();
    const findings = await loadedCard('Open findings');
    expect(findings).toHaveTextContent('The copies in Toronto and Montreal');
    expect(findings).not.toHaveTextContent('Harbour');
  });

  it('stay calm where the backend has no alarms', async () => {
    const { api, render } = setUp();
    api.listAlarms = async () => {
      throw new EmrBackupApiError(404, 'Not Found');
    };
    render();
    const findings = await loadedCard('Open findings');
    expect(findings).toHaveTextContent('Alarms are not available here');
    expect(findings).not.toHaveTextContent('every check');
    expect(within(findings).queryByRole('alert')).not.toBeInTheDocument();
  });

  it('say when alarms could not be read', async () => {
    const { api, render } = setUp();
    api.listAlarms = async () => {
      throw new EmrBackupApiError(500, 'The database is gone.');
    };
    render();
    const findings = await loadedCard('Open findings');
    expect(await within(findings).findByRole('alert')).toHaveTextContent(
      'The database is gone.',
    );
    expect(findings).not.toHaveTextContent('Nothing is open');
  });
});

describe('copies of a clinic', () => {
  it('tell solid from hollow from missing by word and shape', async () => {
    setUp().render();
    const copies = within(await loadedCard('Copies'));
    const rules = within(
      copies.getByRole('list', { name: 'The 3-2-1-1-0 rule' }),
    ).getAllByRole('listitem');
    expect(rules.map(rule => rule.textContent)).toEqual([
      expect.stringMatching(/3 · Copies.*Declared.*Toronto is not proved/),
      expect.stringMatching(/2 · Media.*Missing/),
      expect.stringMatching(/1 · Off site.*Proved/),
      expect.stringMatching(/1 · Immutable or offline.*Declared/),
      expect.stringMatching(/Errors in the newest drill.*None/),
    ]);
    expect(
      copies.getByRole('img', {
        name: 'Copies: 3 wanted, 3 declared, 2 proved',
      }),
    ).toBeInTheDocument();
    expect(
      await copies.findByRole('row', { name: /Toronto/ }),
    ).toHaveTextContent(/Declared.*Behind/);
    expect(copies.getByRole('row', { name: /Montreal/ })).toHaveTextContent(
      /Proved.*Same content/,
    );
  });

  it('name the job where a clinic has several', async () => {
    const { clinic, render } = setUp();
    const [job] = clinic?.jobs ?? [];
    clinic?.jobs.push({
      ...job,
      job: { ref: 'backupjob:default/imaging', title: 'Imaging weekly' },
    });
    render();
    expect(
      within(await loadedCard('Copies')).getByRole('heading', {
        name: 'Imaging weekly',
      }),
    ).toBeInTheDocument();
  });
});

describe('drill time by phase', () => {
  it('is drawn, summed up in words and written in a table', async () => {
    setUp().render();
    const times = within(await loadedCard('Drill time by phase'));
    expect(
      await times.findByRole('img', {
        name: /^4 drills, the newest took 6.m 2.s; longest phase: Load\.$/,
      }),
    ).toBeInTheDocument();
    expect(
      times.getByText(/^Recovery estimate 34.m, of 8.h allowed$/),
    ).toBeInTheDocument();
    await userEvent.click(times.getByText('Show as a table'));
    expect(times.getAllByRole('row')[1]).toHaveTextContent(/3.m 30.s.*6.m 2.s/);
  });

  it('says that a recovery would take too long', async () => {
    const { clinic, render } = setUp();
    if (clinic) {
      clinic.jobs[0].recoveryEstimate = { seconds: 36_000, rtoSeconds: 28_800 };
    }
    render();
    expect(await loadedCard('Drill time by phase')).toHaveTextContent(
      /Recovery estimate 10.h, longer than the 8.h allowed/,
    );
  });

  it.each([
    ['measured', /^Measured: the newest proof ran on a server at its default/],
    ['scaled', /^Scaled: the loading of the newest proof/],
    ['tuned', /^Tuned: .* A real recovery takes longer than this\.$/],
  ] as const)('says what a %s estimate rests on', async (basis, words) => {
    const { clinic, render } = setUp();
    if (clinic) clinic.jobs[0].recoveryEstimate.basis = basis;
    render();
    const times = within(await loadedCard('Drill time by phase'));
    expect(times.getByText(words)).toBeInTheDocument();
  });

  it('says what it waits for before the first drill passed', async () => {
    setUp('clinic:default/bayside').render();
    const times = await loadedCard('Drill time by phase');
    expect(times).toHaveTextContent(
      'The chart appears after the first drill that passed.',
    );
    expect(times).toHaveTextContent('No recovery estimate yet');
  });
});
