import { screen, within } from '@testing-library/react';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  tell,
  type RecoveryKit,
  type RecoveryStep,
} from '@emr-backup/plugin-emr-backup-common';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { FRENCH } from '../../dev/testing/frenchPortal';
import { setUpPage } from '../../dev/testing/setUpPage';
import { RecoveryKitTab } from './RecoveryKitTab';

const OWNER = 'group:default/it-west';

const callStep: RecoveryStep = {
  code: 'tell',
  title: 'Tell who answers for it',
  detail: `${OWNER} answers for this backup. vendor:default/infomedic runs the backup.`,
  told: [
    tell('kit-owner', { owner: OWNER }),
    tell('kit-operator', { operator: 'vendor:default/infomedic' }),
  ],
  commands: [],
};

function setUp(
  steps: RecoveryStep[],
  { french = true, ...part }: Partial<RecoveryKit> & { french?: boolean } = {},
) {
  const clinics = sampleFleet();
  const api = new FakeEmrBackupApi(clinics);
  const kit: RecoveryKit = {
    generatedAt: '2026-11-22T10:00:00.000Z',
    drillId: 'drill-1',
    caveats: [],
    steps,
    ...part,
  };
  api.recoveryKit = kit;
  setUpPage(
    <EntityProvider
      entity={{
        apiVersion: 'emr-backup/v1',
        kind: 'BackupJob',
        metadata: { name: 'lakeside-nightly', title: 'Lakeside nightly' },
      }}
    >
      <RecoveryKitTab />
    </EntityProvider>,
    { api, clinics, more: french ? [...FRENCH] : [] },
  );
}

const stepsOf = async (name: string) =>
  within(await screen.findByRole('region', { name }))
    .getAllByRole('listitem')
    .map(step => step.textContent);

describe('the recovery kit', () => {
  it('names who answers and who runs it by title, not by ref', async () => {
    setUp([callStep], { french: false });
    const [step] = await stepsOf('Steps');
    expect(step).toBe(
      'Step 1: Tell who answers for itit-west answers for this backup. infomedic runs the backup.',
    );
  });
});

describe('the recovery kit to who reads French', () => {
  it('says every step in French, with titles for people', async () => {
    setUp([callStep]);
    const [step] = await stepsOf('Étapes');
    expect(step).toBe(
      'Étape 1\u00a0: Prévenir qui en répondit-west répond de cette sauvegarde. infomedic l’exploite.',
    );
  });

  it('puts names and numbers into the sentences and leaves the commands', async () => {
    setUp([
      {
        code: 'load',
        title: 'Load it',
        detail: 'The drill loaded 1 tables.',
        told: [tell('kit-loaded', { count: 1 })],
        commands: ['mariadb --sandbox restored < DUMP.sql'],
      },
      {
        code: 'open',
        title: 'Open it',
        detail: 'From the outside to the inside: gpg, then gzip.',
        told: [
          tell('kit-open', { formats: ['gpg', 'gzip'] }),
          tell('kit-key', { key: 'lakeside' }),
        ],
        commands: [],
      },
      {
        code: 'start',
        title: 'Start the EMR on the copy',
        detail: 'No drill has proved: That X.',
        told: [
          tell('kit-not-proven', {
            gaps: ['That OSCAR itself starts on the restored copy.'],
          }),
          tell('kit-not-asked', { checks: ['documents', 'of-the-site'] }),
        ],
        commands: [],
      },
    ]);
    const steps = await stepsOf('Étapes');
    expect(steps).toEqual([
      expect.stringMatching(
        /La charger.*a chargé 1 table\. .*mariadb --sandbox restored/,
      ),
      expect.stringMatching(/L’ouvrir.*gpg → gzip\..*La clé est lakeside/),
      expect.stringMatching(
        /Aucun exercice n’a prouvé ceci\s: Qu’OSCAR lui-même démarre.*faites\s: Documents conformes à la base de données; of-the-site\.$/,
      ),
    ]);
    expect(steps.join()).not.toContain('The drill loaded');
  });

  it('says the caveats in French', async () => {
    setUp([callStep], {
      caveats: ['The store could not be listed just now: look it up yourself.'],
      caveatsTold: [tell('kit-store-silent')],
    });
    expect(
      await screen.findByText(/Le contenu du dépôt n’a pas pu être lu/),
    ).toBeInTheDocument();
  });

  it('shows a step that nobody has translated as English', async () => {
    setUp([
      { title: 'Call the moon', detail: 'It answers late.', commands: [] },
      {
        ...callStep,
        detail: 'Something new.',
        told: [...(callStep.told ?? []), { code: 'of-tomorrow', values: {} }],
      },
    ]);
    for (const text of ['Call the moon', 'It answers late.', 'Something new.'])
      expect(await screen.findByText(text)).toHaveAttribute('lang', 'en');
  });
});
