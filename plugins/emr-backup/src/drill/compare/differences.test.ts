import { sampleDetail, SAMPLE_CHECKS } from '../../../dev/sampleStatus';
import { checkChanges, differs, rowDifferences } from './differences';

const counting = (rows: Record<string, number>) => {
  const drill = sampleDetail();
  return {
    ...drill,
    report: drill.report && { ...drill.report, counts: { tables: 1, rows } },
  };
};

describe('rowDifferences', () => {
  it('puts the greatest difference first and equal tables last', () => {
    const found = rowDifferences(
      counting({ log: 100, demographic: 8, note: 50 }),
      counting({ log: 90, demographic: 8, note: 20 }),
    );
    expect(found.map(({ table }) => table)).toEqual([
      'note',
      'log',
      'demographic',
    ]);
    expect(found.filter(differs)).toHaveLength(2);
  });

  it('keeps a table that is gone apart from an empty one', () => {
    const found = rowDifferences(counting({ empty: 0 }), counting({ gone: 7 }));
    expect(found).toEqual([
      { table: 'gone', now: null, before: 7 },
      { table: 'empty', now: 0, before: null },
    ]);
    expect(found.every(differs)).toBe(true);
  });

  it('is empty for drills that never came to count', () => {
    expect(
      rowDifferences(
        sampleDetail({ report: null }),
        sampleDetail({ report: null }),
      ),
    ).toEqual([]);
  });
});

describe('checkChanges', () => {
  const [first, second] = SAMPLE_CHECKS;

  it('names checks with another result, new ones and dropped ones', () => {
    expect(
      checkChanges(
        [
          { ...first, status: 'fail' },
          { ...second, id: 'new' },
        ],
        [first, second],
      ).map(({ id, now, before }) => [id, now, before]),
    ).toEqual([
      [first.id, 'fail', 'pass'],
      ['new', 'pass', null],
      [second.id, null, 'pass'],
    ]);
  });

  it('names none when nothing changed', () => {
    expect(checkChanges(SAMPLE_CHECKS, SAMPLE_CHECKS)).toEqual([]);
  });
});
