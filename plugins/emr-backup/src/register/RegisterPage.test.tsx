import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { setUpPage } from '../../dev/testing/setUpPage';
import { RegisterPage } from './RegisterPage';

jest.setTimeout(60_000);

const WRONG_ZONE = {
  entity: 'Clinic cedar-hill',
  field: 'spec.timezone',
  row: null,
  message: 'spec.timezone is "Mars"; it must be an IANA time zone',
};

function setUp(registering = { allowed: true, reason: null as string | null }) {
  const api = new FakeEmrBackupApi(sampleFleet());
  api.registering = registering;
  setUpPage(<RegisterPage />, { api });
  return { api, user: userEvent.setup({ delay: null }) };
}

async function fill(
  user: ReturnType<typeof userEvent.setup>,
  fields: Record<string, string>,
) {
  for (const [label, text] of Object.entries(fields)) {
    const input = await screen.findByLabelText(label, { exact: false });
    await user.clear(input);
    await user.type(input, text);
  }
}

const CEDAR = {
  'Owner (group or user)': 'it-west',
  'EMR product': 'oscar',
  'Path in the store': 'cedar/x',
};

describe('RegisterPage', () => {
  it('hands out YAML as the form is filled in, and stores it when nothing is wrong', async () => {
    const { api, user } = setUp();
    expect(
      await screen.findByText(/Still missing: Clinic/),
    ).toBeInTheDocument();
    await user.type(
      await screen.findByRole('textbox', { name: /^Clinic name/ }),
      'Cedar Hill',
    );
    await user.type(screen.getByRole('textbox', { name: /^Store/ }), 'dc');
    await fill(user, CEDAR);
    expect(screen.getByText(/name: cedar-hill-oscar/)).toBeInTheDocument();
    const store = screen.getByRole('button', { name: 'Store 3 entities' });
    await waitFor(() => expect(store).toBeEnabled());
    await user.click(store);
    expect(api.registered.at(-1)).toMatchObject({
      entities: [
        { kind: 'Clinic', metadata: { name: 'cedar-hill' } },
        { kind: 'EmrServer' },
        { kind: 'BackupJob' },
      ],
    });
    expect(api.registered.at(-1)?.dryRun).toBeUndefined();
  });

  it('says at the field what is wrong and stores nothing', async () => {
    const { api, user } = setUp();
    api.registrationResult = {
      stored: false,
      entities: [],
      problems: [WRONG_ZONE],
    };
    await user.type(
      await screen.findByRole('textbox', { name: /^Clinic name/ }),
      'Cedar Hill',
    );
    await user.type(screen.getByRole('textbox', { name: /^Store/ }), 'dc');
    await fill(user, CEDAR);
    expect(await screen.findByText(WRONG_ZONE.message)).toBeInTheDocument();
    expect(await screen.findByText('One thing is wrong')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Store 3 entities' }),
    ).toBeDisabled();
    expect(api.registered.every(({ dryRun }) => dryRun)).toBe(true);
  });

  it('offers YAML alone where storing is not allowed', async () => {
    setUp({ allowed: false, reason: 'Not switched on here.' });
    expect(
      await screen.findByText('Not switched on here.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Store/ })).toBeNull();
    expect(screen.getByRole('button', { name: 'Copy' })).toBeInTheDocument();
  });

  it('previews a CSV file row by row and lets no faulty file in', async () => {
    const { api, user } = setUp();
    await user.click(
      await screen.findByRole('tab', { name: 'Many clinics (CSV)' }),
    );
    const file = (rows: string[]) =>
      new File(
        [
          ['clinicTitle,owner,timezone,product,every,store,path', ...rows].join(
            '\n',
          ),
        ],
        `${rows.length}.csv`,
        { type: 'text/csv' },
      );
    api.registrationResult = {
      stored: false,
      entities: [],
      problems: [WRONG_ZONE],
    };
    const input = await screen.findByLabelText('CSV file');
    await user.upload(
      input,
      file([
        'Lakeside,it,America/Toronto,oscar,PT4H,dc,a/x',
        'Cedar Hill,it,Mars,oscar,PT4H,dc,b/x',
      ]),
    );
    expect(
      await screen.findByText(`Clinic cedar-hill: ${WRONG_ZONE.message}`),
    ).toBeInTheDocument();
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent('Cedar Hill');
    expect(rows[1]).toHaveTextContent('fine');
    expect(
      screen.getByRole('button', { name: 'Store 6 entities' }),
    ).toBeDisabled();

    api.registrationResult = { stored: true, entities: [], problems: [] };
    await user.upload(
      input,
      file(['Lakeside,it,America/Toronto,oscar,PT4H,dc,a/x']),
    );
    const store = await screen.findByRole('button', {
      name: 'Store 3 entities',
    });
    await waitFor(() => expect(store).toBeEnabled());
    await user.click(store);
    expect(
      await screen.findByText('They appear in the catalog within a minute.'),
    ).toBeInTheDocument();
  });
});
