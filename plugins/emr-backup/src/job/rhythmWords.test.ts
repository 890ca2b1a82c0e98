import { inFrench } from '../../dev/testing/frenchPortal';
import { createFormat } from '../format';
import type { Words } from '../words';
import { rhythmWords } from './rhythmWords';

const format = createFormat({
  locale: 'fr',
  zone: 'America/Toronto',
  now: Date.now(),
  units: { day: 'j', hour: 'h', minute: 'min', second: 's' },
});

const words = (schedule: Parameters<typeof rhythmWords>[0]) =>
  // A number and its unit never part at a line's end.
  rhythmWords(schedule, format, inFrench as Words).replaceAll('\u00a0', ' ');

describe('the rhythm of drills, in French', () => {
  it.each([
    [{ every: 'P30D' }, 'une fois en 30 jours'],
    [{ every: 'P1M' }, 'une fois en 1 mois'],
    [{ cron: '0 2 * * 6' }, 'selon la ligne cron 0 2 * * 6'],
    [{ after: 'each-backup' as const }, 'après chaque sauvegarde'],
    [
      { after: 'each-backup' as const, spacing: 'PT6H' },
      'après chaque sauvegarde, au plus une fois en 6 heures',
    ],
    [
      { every: 'P7D', pick: 'random' as const },
      'une fois en 7 jours, une sauvegarde au hasard, vieille de 30 jours au plus',
    ],
  ])('says %j', (policy, said) => {
    expect(words({ rhythm: 'in English', policy })).toBe(said);
  });

  it('is what the backend says when that says no more', () => {
    expect(words({ rhythm: 'every 30 days' })).toBe('every 30 days');
    expect(words({ rhythm: 'every full moon', policy: {} })).toBe(
      'every full moon',
    );
    expect(words({ rhythm: null })).toBe('aucun');
  });
});
