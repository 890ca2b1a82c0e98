import { within } from '@testing-library/react';
import { tell, type Told } from '@emr-backup/plugin-emr-backup-common';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { samplePlan } from '../../dev/samplePlan';
import { FRENCH } from '../../dev/testing/frenchPortal';
import { loadedCard } from '../../dev/testing/loadedCard';
import { setUpPage } from '../../dev/testing/setUpPage';
import { PlanPage } from './PlanPage';

function setUp(part: { pools?: Told[][]; reasons?: (Told[] | undefined)[] }) {
  const clinics = sampleFleet();
  const api = new FakeEmrBackupApi(clinics);
  const plan = samplePlan();
  const [pool] = plan.pools;
  const [drill] = plan.items;
  api.plan = {
    ...plan,
    pools: (part.pools ?? []).map((told, index) => ({
      ...pool,
      pool: `pool-${index}`,
      told,
    })),
    items: (part.reasons ?? []).map((told, index) => ({
      ...drill,
      dueAt: `2026-11-2${index}T10:00:00.000Z`,
      state: 'blocked',
      reason: 'The English sentence.',
      told,
    })),
  };
  setUpPage(<PlanPage />, { api, clinics, more: [...FRENCH] });
}

describe('the drill plan to who reads French', () => {
  it('says whether each pool has enough time', async () => {
    setUp({
      pools: [
        [tell('pool-no-runner', { pool: 'east', count: 1 })],
        [
          tell('pool-missed', { count: 2, turn: 'monthly' }),
          tell('pool-lacking', { count: 17, per: 'night' }),
        ],
        [
          tell('pool-enough', {
            count: 30,
            needed: 7200,
            available: 36_000,
            per: 'day',
          }),
        ],
      ],
    });
    const pools = within(await loadedCard('Groupes d’exécuteurs'));
    const texts = pools.getAllByRole('listitem');
    expect(texts[0]).toHaveTextContent(
      'Aucun exécuteur du groupe east n’est en marche : 1 tâche reste sans exercice.',
    );
    expect(texts[1]).toHaveTextContent(
      '2 cliniques manqueront leur exercice mensuel. Il faut 17 minutes de plus par nuit',
    );
    expect(texts[2]).toHaveTextContent(
      /des 30 prochains jours.*prennent 2.h par jour et disposent de 10.h\./,
    );
  });

  it('says why a drill cannot start: in full where the backend says how, by its meaning else', async () => {
    setUp({
      reasons: [
        [
          tell('plan-paused', {
            by: 'user:default/kim',
            reason: 'Déménagement',
          }),
        ],
        [tell('no-runner-of-engine', { pool: 'east', engine: 'postgres' })],
        [{ code: 'store-missing', values: {} }],
        undefined,
      ],
    });
    const table = within(await loadedCard('Plan des exercices'));
    await table.findAllByRole('rowheader');
    const rows = table.getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent('Suspendu par kim : Déménagement');
    expect(rows[1]).toHaveTextContent('n’a le moteur postgres');
    expect(rows[2]).toHaveTextContent(
      /La tâche nomme un dépôt.*The English sentence\./,
    );
    for (const row of rows.slice(2))
      expect(within(row).getByText('The English sentence.')).toHaveAttribute(
        'lang',
        'en',
      );
  });
});
