import { sampleFleet } from '../../dev/sampleFleet';
import { english } from '../words/en';
import { flatMessages } from '../words/fr/flatMessages';
import type { Words } from '../words';
import { fleetCsv } from './fleetCsv';
import { wholeFleet } from './wholeFleet';

const messages = flatMessages(english);
const t = ((key: string) => messages[key]) as unknown as Words;
const lines = (text: string) => text.replace('\uFEFF', '').split('\r\n');

describe('the fleet as CSV', () => {
  it('starts with the words of the reader and has one row a clinic', () => {
    const clinics = sampleFleet();
    const [head, ...rows] = lines(fleetCsv(clinics, t));
    expect(head).toContain('Clinic,Catalog reference,Standing,Reasons,Owner');
    expect(rows.filter(Boolean)).toHaveLength(clinics.length);
    expect(rows[0]).toMatch(
      /^Harbour Street Clinic,clinic:default\/harbour,Failing,/,
    );
  });

  it('writes instants in ISO 8601 and durations in whole seconds', () => {
    const [clinic] = sampleFleet();
    clinic.backupAge.ageSeconds = 12.7;
    const [, row] = lines(fleetCsv([clinic], t));
    expect(row).toContain(`,${clinic.backupAge.takenAt},13,86400,`);
  });

  it('does not let the name of a clinic run as a formula', () => {
    const [clinic] = sampleFleet();
    clinic.clinic.title = '=HYPERLINK("http://evil.example")';
    const [, row] = lines(fleetCsv([clinic], t));
    expect(row).toMatch(/^"'=HYPERLINK\(""http/);
  });
});

describe('the whole fleet', () => {
  it('is read page after page, each clinic once', async () => {
    const [sample] = sampleFleet();
    const all = Array.from({ length: 450 }, (_, index) => ({
      ...sample,
      clinic: { ref: `clinic:default/c${index}`, title: `Clinic ${index}` },
    }));
    const asked: number[] = [];
    const rows = await wholeFleet(async (limit, offset) => {
      asked.push(offset);
      // The clinics move by one between two pages.
      const from = Math.max(0, offset - 1);
      return {
        items: all.slice(from, from + limit + 1),
        totalItems: all.length,
        standings: { failing: 0, overdue: 0, unproven: 0, proven: 450 },
        counts: { clinics: 450, servers: 450, jobs: 450 },
        observedAt: null,
      };
    });
    expect(asked).toEqual([0, 200, 400]);
    expect(rows).toHaveLength(450);
  });
});
