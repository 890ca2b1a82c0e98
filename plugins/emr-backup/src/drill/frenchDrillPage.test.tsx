import { screen, within } from '@testing-library/react';
import type { DrillDetail } from '@emr-backup/plugin-emr-backup-common';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { sampleDetail, sampleFailed } from '../../dev/sampleStatus';
import { FRENCH } from '../../dev/testing/frenchPortal';
import { setUpPage } from '../../dev/testing/setUpPage';
import { DrillPage } from './DrillPage';

function setUp(drill: DrillDetail, french = true) {
  const api = new FakeEmrBackupApi(sampleFleet());
  api.drills.set(drill.id, drill);
  setUpPage(<DrillPage />, {
    api,
    at: {
      pattern: '/emr-backup/drills/:id',
      path: `/emr-backup/drills/${drill.id}`,
    },
    more: french ? [...FRENCH] : [],
  });
}

const rowsOf = async (name: string) =>
  within(await screen.findByRole('region', { name }))
    .getAllByRole('row')
    .slice(1);

describe('the drill page to who reads French', () => {
  it('says the reason in French, with the English sentence beneath as such', async () => {
    setUp(sampleFailed());
    const said = await screen.findByText('La sauvegarde ne contient rien.', {
      selector: 'p',
    });
    expect(within(said).getByText(/is 20 bytes long/)).toHaveAttribute(
      'lang',
      'en',
    );
  });

  it('says each check in French by its name and result, with the English detail beneath', async () => {
    const [hollow, opened] = sampleDetail().checkResults;
    setUp(
      sampleDetail({
        checkResults: [
          { ...hollow, status: 'fail', reason: 'hollow' },
          { ...opened, id: 'postgres:row-counts' },
          { ...opened, id: 'newest-record', status: 'warn' },
          { ...opened, id: 'documents', status: 'skip' },
        ],
      }),
    );
    const rows = await rowsOf('Vérifications');
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringMatching(/Pas vide.*La sauvegarde ne contient rien\./),
      expect.stringMatching(
        /Dernier enregistrement clinique.*pas comme attendu/,
      ),
      expect.stringMatching(
        /Lignes par rapport au dernier exercice \(postgres\).*plus de lignes que permis/,
      ),
      expect.stringMatching(/Documents conformes.*n’a pas pu être vérifié/),
    ]);
    for (const row of rows)
      expect(
        within(row).getByText(/2\.7 GB in 3 files|aes-256-cbc/),
      ).toHaveAttribute('lang', 'en');
  });

  it('leaves a check and a reason that only the site knows in English, marked as English', async () => {
    setUp(
      sampleDetail({
        reason: { code: 'of-tomorrow', message: 'Something new.' },
        checkResults: [
          {
            id: 'lab-results',
            title: 'Lab results arrive',
            status: 'pass',
            value: 1,
            expected: 1,
            detail: 'As wanted.',
          },
        ],
      }),
    );
    expect(await screen.findByText('Something new.')).toHaveAttribute(
      'lang',
      'en',
    );
    expect(screen.getByText('Lab results arrive')).toHaveAttribute(
      'lang',
      'en',
    );
    const [row] = await rowsOf('Vérifications');
    expect(row).toHaveTextContent(/C’est comme il se doit\./);
  });

  it('says in French what a drill does not prove, and leaves what a site wrote', async () => {
    const drill = sampleDetail();
    const [check] = drill.checkResults;
    const skipped = {
      ...check,
      id: 'documents',
      status: 'skip' as const,
      title: 'Documents match the database',
      detail: 'No documents were given.',
    };
    setUp({
      ...drill,
      report: drill.report && {
        ...drill.report,
        checks: [skipped],
        notProven: [
          'That OSCAR itself starts on the restored copy.',
          'That the copy was wiped: it was kept on request in /scratch/1.',
          `${skipped.title}: ${skipped.detail}`,
          'That the moon rises.',
        ],
      },
    });
    const card = within(
      await screen.findByRole('region', { name: 'Cet exercice ne prouve pas' }),
    );
    const gaps = card.getAllByRole('listitem');
    expect(gaps.map(gap => gap.textContent)).toEqual([
      'Qu’OSCAR lui-même démarre sur la copie restaurée.',
      'Que la copie a été effacée\u00a0: elle a été conservée sur demande dans /scratch/1.',
      expect.stringMatching(
        /^Documents conformes.*\u00a0: .*n’a pas pu être vérifié.*No documents were given\.$/,
      ),
      'That the moon rises.',
    ]);
    expect(card.getByText('That the moon rises.')).toHaveAttribute(
      'lang',
      'en',
    );
    expect(card.getByText('No documents were given.')).toHaveAttribute(
      'lang',
      'en',
    );
  });

  it('is as it was to who reads English', async () => {
    setUp(sampleFailed(), false);
    const said = await screen.findAllByText(/is 20 bytes long/);
    expect(said[0].tagName).toBe('P');
    expect(said[0]).toHaveTextContent(/^The backup harbour.*inside\.$/);
    expect(document.querySelector('[lang="en"] [lang], p [lang]')).toBeNull();
  });
});
