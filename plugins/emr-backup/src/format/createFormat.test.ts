import { createFormat } from './createFormat';

const NOW = '2026-11-21T13:00:00-05:00';

const format = (locale = 'en', zone = 'America/Toronto') =>
  createFormat({
    locale,
    zone,
    now: Date.parse(NOW),
    units: { day: 'd', hour: 'h', minute: 'm', second: 's' },
  });

const plain = (text: string) => text.replace(/\u00a0/g, ' ');

describe('createFormat', () => {
  it.each([
    [0.42, '0.4 s'],
    [41, '41 s'],
    [60, '1 m'],
    [362, '6 m 2 s'],
    [34 * 60 + 26, '34 m'],
    [2 * 3600 + 600, '2 h 10 m'],
    [29 * 3600, '1 d 5 h'],
    [38 * 86_400 + 60, '38 d'],
  ])('writes %s seconds as "%s"', (seconds, written) => {
    expect(plain(format().duration(seconds))).toBe(written);
  });

  it('writes a dash for a duration nobody knows', () => {
    expect(format().duration(null)).toBe('—');
  });

  it('spells durations out for sentences, seconds only below a minute', () => {
    expect(format().durationWords(34 * 60 + 20)).toBe('34 minutes');
    expect(format().durationWords(110 * 60)).toBe('1 hour and 50 minutes');
    expect(format().durationWords(89)).toBe('1 minute');
    expect(format().durationWords(27.4)).toBe('27 seconds');
    expect(format().durationWords(0.2)).toBe('1 second');
    expect(plain(format('fr').durationWords(27))).toBe('27 secondes');
  });

  it('writes sizes with one digit', () => {
    expect(plain(format().bytes(20))).toBe('20 B');
    expect(plain(format().bytes(2_700_000_000))).toBe('2.7 GB');
  });

  it('says today, yesterday and tomorrow in the zone of the clinic', () => {
    expect(format().calendar('2026-11-21T12:58:00Z')).toBe('today 07:58');
    expect(format().calendar('2026-11-21T04:01:00Z')).toBe('yesterday 23:01');
    expect(format('en', 'UTC').calendar('2026-11-21T04:01:00Z')).toBe(
      'today 04:01',
    );
    expect(format().calendar('2026-11-23T02:30:00Z')).toBe('tomorrow 21:30');
    expect(format().calendar('2026-11-18T04:01:00Z')).toBe('17 Nov 23:01');
    expect(format().calendar('2025-11-18T04:01:00Z')).toBe('17 Nov 2025 23:01');
  });

  it('writes the exact instant with its zone', () => {
    expect(format().exact('2026-11-21T04:01:04Z')).toBe(
      '20 Nov 2026, 23:01:04 EST',
    );
  });

  it.each([
    ['Europe/Berlin', 'fr', '21 nov. 2026, 05:01:04 UTC+1'],
    ['UTC', 'en', '21 Nov 2026, 04:01:04 UTC'],
    ['UTC+3', 'en', '21 Nov 2026, 07:01:04 UTC+3'],
  ])('names the zone %s in "%s"', (zone, locale, written) => {
    expect(format(locale, zone).exact('2026-11-21T04:01:04Z')).toBe(written);
  });

  it('says "now" of what has just happened, by whichever clock', () => {
    expect(format().relative('2026-11-21T18:00:01Z')).toBe('now');
    expect(format().relative('2026-11-21T17:59:58Z')).toBe('now');
    expect(format().relative('2026-11-21T17:59:50Z')).toBe('10 seconds ago');
  });

  it('follows the language of the reader', () => {
    expect(format('fr').relative('2026-11-16T18:00:00Z')).toBe(
      'il y a 5 jours',
    );
    expect(format('fr').number(4180.5)).toBe('4\u202f180,5');
  });
});
