import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { sampleClinic } from '../../dev/sampleStatus';
import { loadedCard } from '../../dev/testing/loadedCard';
import { setUpEntity } from '../../dev/testing/setUpEntity';

function setUp(
  entity: Parameters<typeof setUpEntity>[0],
  clinics = sampleFleet(),
) {
  const api = new FakeEmrBackupApi(clinics);
  setUpEntity(entity, { api, clinics });
  return api;
}

describe('cards of a clinic', () => {
  it('say in one sentence what a proven clinic could be restored to', async () => {
    setUp('clinic:default/lakeside');
    const verdict = await loadedCard('Could it be restored today?');
    expect(verdict).toHaveTextContent(
      /If the server were lost now, Lakeside Family Practice could be back to .* in about 34 minutes\. It was last really restored 5 days ago; it took 6 minutes, and 18 checks held\./,
    );
    await waitFor(() =>
      expect(verdict).toHaveTextContent(
        /Infomedic runs the backup\..*answers for it\. Next drill/i,
      ),
    );
  });

  it.each([
    [
      'harbour',
      'Failing',
      /could not be restored from its newest backup\. The backup of 20 Nov is 20 bytes long.*last really restored 12 days ago/,
    ],
    [
      'lakeview',
      'Overdue',
      /Nobody can vouch for Lakeview Walk-in today.*9 h 40 m old/,
    ],
    [
      'bayside',
      'Unproven',
      /only someone’s word\..*No restore of it has ever been proven\. Nobody|No restore of it has ever been proven/,
    ],
  ])('say of %s that it is %s, and why', async (name, word, sentence) => {
    setUp(`clinic:default/${name}`);
    const verdict = await loadedCard('Could it be restored today?');
    expect(within(verdict).getByText(word)).toBeInTheDocument();
    expect(verdict).toHaveTextContent(sentence);
  });

  it('name the first reason in the sentence and list the others', async () => {
    const clinics = sampleFleet();
    clinics[0].reasons.push({
      code: 'backup-overdue',
      message: 'Newest backup is 1 d 5 h old; 1 d is allowed.',
    });
    setUpEntity('clinic:default/harbour', {
      api: new FakeEmrBackupApi(clinics),
      clinics,
    });
    const verdict = await loadedCard('Could it be restored today?');
    expect(
      within(verdict)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['Newest backup is 1 d 5 h old; 1 d is allowed.']);
  });

  it('show backup age, last verification and whom to call', async () => {
    setUp('clinic:default/lakeside');
    expect(
      within(await loadedCard('Backup age')).getByRole('meter'),
    ).toHaveAccessibleName(/Backup age 2.h 10.m, objective 4.h/);
    const verification = await loadedCard('Last verification');
    expect(verification).toHaveTextContent('schedule');
    expect(verification).toHaveTextContent(
      'OscarBackup_2026.11.20.23.01.tar.gz.enc',
    );
    expect(
      within(verification).getByRole('link', { name: 'Read the report' }),
    ).toHaveAttribute('href', '/emr-backup/drills/drill-1');
    const people = await loadedCard('Who to call');
    expect(
      await within(people).findByRole('link', { name: '+1 416 555 0142' }),
    ).toHaveAttribute('href', 'tel:+14165550142');
  });

  it('say that nobody answers when the owner is missing', async () => {
    setUp('clinic:default/bayside');
    expect(await loadedCard('Who to call')).toHaveTextContent(
      'nobody: set spec.owner',
    );
    expect(await loadedCard('Backup age')).toHaveTextContent(
      'No backup has been seen',
    );
    expect(await loadedCard('Last verification')).toHaveTextContent(
      'Nothing has been drilled yet.',
    );
  });

  it('list systems and drills', async () => {
    setUp('clinic:default/lakeside');
    expect(
      within(await loadedCard('Systems and jobs')).getByRole('link', {
        name: 'lakeside-emr',
      }),
    ).toHaveAttribute('href', '/catalog/default/emrserver/lakeside-emr');
    const drills = within(await loadedCard('Drill history'));
    expect((await drills.findAllByText('Passed')).length).toBe(4);
    expect(
      drills.getAllByRole('img', { name: /^Drill time 6.m 2.s: Fetch 41.s/ }),
    ).toHaveLength(1);
  });

  it('say what to do about a clinic the backend does not know', async () => {
    setUp({
      apiVersion: 'emr-backup/v1',
      kind: 'Clinic',
      metadata: { name: 'new', namespace: 'default' },
      spec: { owner: 'group:default/it-west', timezone: 'America/Toronto' },
    });
    const verdict = await loadedCard('Could it be restored today?');
    expect(await within(verdict).findByRole('alert')).toHaveTextContent(
      /does not know this yet/,
    );
  });
});

describe('cards of a server', () => {
  it('tell its slice of the clinic', async () => {
    setUp('emrserver:default/harbour-emr');
    expect(await loadedCard('Could it be restored today?')).toHaveTextContent(
      /harbour-emr could not be restored/,
    );
    expect(await loadedCard('Systems and jobs')).toHaveTextContent(
      'Harbour Street Clinic nightly',
    );
  });

  it('say that no job protects it', async () => {
    setUp({
      apiVersion: 'emr-backup/v1',
      kind: 'EmrServer',
      metadata: { name: 'spare', namespace: 'default' },
      spec: { owner: 'group:default/it-west', clinic: 'lakeside' },
      relations: [{ type: 'partOf', targetRef: 'clinic:default/lakeside' }],
    });
    expect(await loadedCard('Could it be restored today?')).toHaveTextContent(
      'No backup job protects this yet',
    );
  });
});

describe('cards of a vendor', () => {
  it('show every clinic that depends on it, worst first', async () => {
    setUp('vendor:default/infomedic');
    const clinics = within(await loadedCard('Clinics that depend on it'));
    const rows = (await clinics.findAllByRole('row')).slice(1);
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringMatching(/Failing.*Harbour.*supplies the EMR/),
      expect.stringMatching(/Failing.*Maple.*supplies the EMR/),
      expect.stringMatching(
        /Overdue.*Lakeview.*runs the backup, supplies the EMR/,
      ),
      expect.stringMatching(/Proven.*Lakeside.*runs the backup/),
    ]);
  });

  it('are paged when very many clinics depend on it', async () => {
    const vendor = 'vendor:default/infomedic';
    setUp(
      vendor,
      Array.from({ length: 60 }, (_, index) =>
        sampleClinic({
          name: `clinic-${index}`,
          title: `Clinic ${index}`,
          standing: 'proven',
          operator: vendor,
        }),
      ),
    );
    const clinics = within(await loadedCard('Clinics that depend on it'));
    expect(await clinics.findByText('Clinic 24')).toBeInTheDocument();
    expect(clinics.queryByText('Clinic 25')).not.toBeInTheDocument();
    await userEvent.click(
      clinics.getByRole('button', { name: 'Next table page' }),
    );
    expect(await clinics.findByText('Clinic 25')).toBeInTheDocument();
    expect(clinics.getByText('26–50 of 60')).toBeInTheDocument();
  });

  it('show contacts and when the agreement ends', async () => {
    setUp('vendor:default/infomedic');
    expect(await loadedCard('Who to call')).toHaveTextContent('Shift lead');
    expect(await loadedCard('Agreement')).toHaveTextContent('2027-02-01');
  });

  it('say what is not on file', async () => {
    setUp('vendor:default/well');
    expect(await loadedCard('Agreement')).toHaveTextContent(
      'No agreement is on file',
    );
    expect(await loadedCard('Who to call')).toHaveTextContent(
      'Add spec.contacts',
    );
  });
});

describe('other kinds', () => {
  it('show none of our cards', async () => {
    const api = setUp({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'website', namespace: 'default' },
      spec: { type: 'website', owner: 'group:default/it-west' },
    });
    const getClinic = jest.spyOn(api, 'getClinic');
    await screen.findByText('the end of the page');
    expect(screen.queryByRole('heading', { level: 3 })).not.toBeInTheDocument();
    expect(getClinic).not.toHaveBeenCalled();
  });

  it('show none of our cards even when they share the name of a kind', async () => {
    setUp({
      apiVersion: 'somebody-else/v1',
      kind: 'Clinic',
      metadata: { name: 'lakeside', namespace: 'default' },
      spec: {},
    });
    await screen.findByText('the end of the page');
    expect(screen.queryByRole('heading', { level: 3 })).not.toBeInTheDocument();
  });
});
