import { screen, within } from '@testing-library/react';
import {
  tell,
  type CopyRuleResult,
  type Told,
} from '@emr-backup/plugin-emr-backup-common';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { FRENCH } from '../../dev/testing/frenchPortal';
import { setUpPage } from '../../dev/testing/setUpPage';
import { CopiesTable } from './CopiesCard';

const rule = (
  name: CopyRuleResult['rule'],
  told: Told[] | undefined,
): CopyRuleResult => ({
  rule: name,
  wanted: 1,
  declared: 1,
  proved: 0,
  message: `The ${name} in English.`,
  told,
});

const RULES = [
  rule('copies', [
    tell('rule-copies', { count: 2, seen: 1 }),
    tell('rule-not-in', { stores: ['nas', 'cloud'] }),
  ]),
  rule('offsite', [
    tell('rule-offsite', { count: 1 }),
    tell('rule-offsite-shown', { count: 0 }),
  ]),
  rule('errors', [
    tell('rule-errors', { count: 2, on: '2020-11-22T17:10:00.000Z' }),
    tell('rule-passed', { count: 1 }),
  ]),
  rule('media', undefined),
];

async function rulesTo(french: boolean) {
  const clinics = sampleFleet();
  setUpPage(
    <CopiesTable copies={[]} copyRules={RULES} zone="America/Toronto" />,
    {
      api: new FakeEmrBackupApi(clinics),
      clinics,
      more: french ? [...FRENCH] : [],
    },
  );
  const list = await screen.findByRole('list', { name: /3-2-1-1-0/ });
  return within(list).getAllByRole('listitem');
}

describe('the copy rules', () => {
  it('are told in French by what was counted, and in English what has no French', async () => {
    const [copies, offsite, errors, media] = await rulesTo(true);
    expect(copies).toHaveTextContent(
      /et 2 copies de sauvegarde\. .*vue : 1\. Il n’y en a pas dans « nas », « cloud »\.$/,
    );
    expect(offsite).toHaveTextContent(
      /1 copie est déclarée hors site\. Attestées .* : 0 copie\.$/,
    );
    expect(errors).toHaveTextContent(
      /Dernier exercice \(22 nov\. 2020 12:10\) : 2 erreurs trouvées\. 1 vérification réussie\.$/,
    );
    expect(within(media).getByText('The media in English.')).toHaveAttribute(
      'lang',
      'en',
    );
  });

  it('are as the backend wrote them to who reads English', async () => {
    for (const [index, shown] of (await rulesTo(false)).entries()) {
      expect(shown).toHaveTextContent(RULES[index].message);
      expect(shown.querySelector('[lang]')).toBeNull();
    }
  });
});
