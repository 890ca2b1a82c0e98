import { csvDrafts, csvTemplate } from './csvDrafts';
import { csvEntities, previewRows } from './csvRows';

const FILE = [
  'Clinic title;owner;Time zone;product;every;store;path;offsite',
  'Lakeside;group:default/it-west;America/Toronto;oscar;PT4H;dc;lake/*;yes',
  '"Maple; North";group:default/it-west;America/Toronto;openemr;PT24H;dc;maple/*;no',
].join('\r\n');

describe('a CSV file of clinics', () => {
  it('is read with semicolons, quotes, a byte-order mark and heads written freely', () => {
    const { rows, unknown, missing, broken } = csvDrafts(
      `\uFEFF${FILE}\r\n\r\n`,
    );
    expect({ unknown, missing, broken }).toEqual({
      unknown: [],
      missing: [],
      broken: [],
    });
    expect(
      rows.map(({ row, draft }) => [row, draft.clinicTitle, draft.timezone]),
    ).toEqual([
      [1, 'Lakeside', 'America/Toronto'],
      [2, 'Maple; North', 'America/Toronto'],
    ]);
  });

  it('names columns it does not know and columns it misses', () => {
    const { unknown, missing } = csvDrafts('clinicTitle,ownr\nLakeside,it');
    expect(unknown).toEqual(['ownr']);
    expect(missing).toEqual(['owner', 'timezone', 'product', 'store', 'path']);
  });

  it('names a row that lacks values, in its place', () => {
    const { broken } = csvDrafts('clinicTitle,owner\nLakeside,it\nMaple');
    expect(broken).toEqual([
      { row: 2, message: expect.stringContaining('Too few fields') },
    ]);
  });

  it('is a template that reads as what it is an example of', () => {
    const { rows, unknown, missing, broken } = csvDrafts(csvTemplate());
    expect({ unknown, missing, broken }).toEqual({
      unknown: [],
      missing: [],
      broken: [],
    });
    expect(rows[0].draft).toMatchObject({ cron: '1 23 * * *', every: '' });
  });

  it('makes one clinic of two rows that say the same of it', () => {
    const drafts = csvDrafts(
      [
        'clinicTitle,owner,timezone,serverName,product,jobName,every,store,path',
        'Lakeside,it,America/Toronto,lake-a,oscar,job-a,PT4H,dc,a/*',
        'Lakeside,it,America/Toronto,lake-b,openemr,job-b,PT4H,dc,b/*',
      ].join('\n'),
    );
    expect(
      csvEntities(drafts.rows).map(
        ({ kind, metadata }) => `${kind} ${metadata.name}`,
      ),
    ).toEqual([
      'Clinic lakeside',
      'EmrServer lake-a',
      'BackupJob job-a',
      'EmrServer lake-b',
      'BackupJob job-b',
    ]);
  });

  it('shows the check’s problems in the rows they come from', () => {
    const rows = previewRows(csvDrafts(FILE), {
      stored: false,
      entities: [],
      problems: [
        {
          entity: 'Clinic maple-north',
          field: 'spec.owner',
          row: null,
          message: 'spec.owner is wrong',
        },
      ],
    });
    expect(rows.map(({ row, problems }) => [row, problems])).toEqual([
      [1, []],
      [2, ['Clinic maple-north: spec.owner is wrong']],
    ]);
  });
});
