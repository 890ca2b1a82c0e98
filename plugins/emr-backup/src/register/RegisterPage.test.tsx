import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { setUpPage } from '../../dev/testing/setUpPage';
import type { RegisteredEntity } from '@emr-backup/plugin-emr-backup-common';
import { emptyDraft } from './clinicDraft';
import { draftEntities } from './draftEntities';
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

  const kept = (ref: string, entity: RegisteredEntity['entity']) => ({
    ref,
    entity,
    changedAt: '2026-11-20T12:00:00.000Z',
    changedBy: 'user:default/ann',
  });
  const CEDAR_KEPT = draftEntities({
    ...emptyDraft(),
    clinicTitle: 'Cedar Hill',
    owner: 'it-west',
    timezone: 'America/Toronto',
    size: '4',
    product: 'oscar',
    every: 'PT24H',
    store: 'dc',
    path: 'cedar/x',
    offsite: 'no',
  }).map(entity =>
    kept(
      `${entity.kind.toLocaleLowerCase('en-US')}:default/${
        entity.metadata.name
      }`,
      entity,
    ),
  );

  it('removes what was stored here once somebody has said so twice, and names what needs it', async () => {
    const { api, user } = setUp();
    api.stored = [...CEDAR_KEPT];
    await user.click(await screen.findByRole('tab', { name: 'Stored here' }));
    const remove = async () =>
      user.click(
        await screen.findByRole('button', { name: 'Remove Cedar Hill' }),
      );
    await remove();
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByText(/will be incomplete without it: cedar-hill-oscar/),
    ).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(api.stored).toHaveLength(3);
    await remove();
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Remove',
      }),
    );
    expect(
      await screen.findByText('Cedar Hill was removed.'),
    ).toBeInTheDocument();
    expect(api.stored.map(({ ref }) => ref)).toEqual([
      'emrserver:default/cedar-hill-oscar',
      'backupjob:default/cedar-hill-backup',
    ]);
  });

  it('keeps the question open and says why something could not be removed', async () => {
    const { api, user } = setUp();
    api.stored = [...CEDAR_KEPT];
    api.unregister = async () => {
      throw new Error('The database is gone.');
    };
    await user.click(await screen.findByRole('tab', { name: 'Stored here' }));
    await user.click(
      await screen.findByRole('button', { name: 'Remove Cedar Hill' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Remove' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'The database is gone.',
    );
  });

  it('opens the form with what is stored, to change it', async () => {
    const { api, user } = setUp();
    api.stored = [...CEDAR_KEPT];
    await user.click(await screen.findByRole('tab', { name: 'Stored here' }));
    await user.click(
      await screen.findByRole('button', { name: 'Change Cedar Hill' }),
    );
    expect(
      await screen.findByRole('textbox', { name: /^Clinic name/ }),
    ).toHaveValue('Cedar Hill');
    await fill(user, { 'EMR product': 'openemr' });
    const store = screen.getByRole('button', { name: 'Store 3 entities' });
    await waitFor(() => expect(store).toBeEnabled());
    await user.click(store);
    expect(api.registered.at(-1)).toMatchObject({
      entities: [
        { metadata: { name: 'cedar-hill' }, spec: { size: 4 } },
        {
          metadata: { name: 'cedar-hill-oscar' },
          spec: { product: 'openemr' },
        },
        { metadata: { name: 'cedar-hill-backup' } },
      ],
    });
  });

  it('offers no change where the form cannot say all that is stored', async () => {
    const { api, user } = setUp();
    const [clinic, server, job] = CEDAR_KEPT;
    const richer = {
      ...job.entity,
      spec: { ...job.entity.spec, checks: ['documents'] },
    };
    api.stored = [clinic, server, kept(job.ref, richer)];
    await user.click(await screen.findByRole('tab', { name: 'Stored here' }));
    expect(
      await screen.findByRole('button', { name: 'Remove Cedar Hill' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Change/ })).toBeNull();
  });

  it('offers YAML alone where storing is not allowed', async () => {
    setUp({ allowed: false, reason: 'Not switched on here.' });
    expect(
      await screen.findByText('Not switched on here.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Store/ })).toBeNull();
    expect(screen.queryByRole('tab', { name: 'Stored here' })).toBeNull();
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
