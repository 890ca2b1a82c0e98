import { createHash } from 'node:crypto';
import type { CheckContext, DocumentFile } from '../contracts';
import {
  ask,
  contextOf,
  documentsOf,
  profileOf,
} from './__testUtils__/checkContext';
import { ScratchMariaDb } from './__testUtils__/ScratchMariaDb';
import { documentKeysCheck } from './documentKeys';
import { documentsCheck } from './documents';

const sha3 = (text: string) =>
  createHash('sha3-512').update(text).digest('hex');
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');

const PROFILE = profileOf({
  documents: [
    {
      table: 'documents',
      file: 'url',
      after: '/documents/',
      folder: 'documents',
      hash: { column: 'hash', algorithm: 'sha3-512', older: ['sha1'] },
      where: ["type = 'file_url'", 'gone = 0'],
      writtenAt: 'date',
      encrypted: 'encrypted',
      unnamed: ['keys/**', '**/th_*'],
    },
  ],
  documentKeys: [
    { files: 'documents/keys/*', table: 'keys', where: "value <> ''" },
  ],
});

const url = (name: string) => `file:///var/www/sites/default/documents/${name}`;
const COPY = [
  'CREATE TABLE documents (id INT PRIMARY KEY, type VARCHAR(20), url VARCHAR(255), hash VARCHAR(255), date DATETIME, encrypted TINYINT)',
  'CREATE TABLE `keys` (name VARCHAR(20), value TEXT)',
  `INSERT INTO documents VALUES
    (1, 'file_url', '${url('9/a.txt')}', '${sha3(
    'letter a',
  )}', '2026-11-19 10:00:00', 0),
    (2, 'file_url', '${url('9/b.txt')}', '${sha1(
    'letter b',
  )}', '2026-11-20 10:00:00', 0),
    (3, 'file_url', '${url('7/a.txt')}', NULL, '2026-11-18 10:00:00', 0),
    (4, 'web_url', 'https://example.org/x', NULL, '2026-11-18 10:00:00', 0)`,
];

const file = (
  path: string,
  content: string,
  modifiedAt = '2026-11-18T12:00:00Z',
): DocumentFile => ({
  path,
  bytes: content.length,
  modifiedAt,
  digests: { 'sha3-512': sha3(content), sha1: sha1(content) },
});
const FILES = [
  file('sites/default/documents/9/a.txt', 'letter a'),
  file('sites/default/documents/9/b.txt', 'letter b'),
  file('sites/default/documents/7/a.txt', 'another a'),
  file('sites/default/documents/9/th_a.txt', 'thumbnail'),
  file('sites/default/sqlconf.php', 'settings'),
];
const KEYS = [file('sites/default/documents/keys/sixa', 'key')];
const without = (end: string) => FILES.filter(one => !one.path.endsWith(end));

describe('checks of the documents', () => {
  let server: ScratchMariaDb;
  beforeAll(async () => {
    server = await ScratchMariaDb.start();
  }, 60_000);
  afterAll(() => server.stop());

  async function judged(
    files: readonly DocumentFile[] | null,
    statements: string[] = [],
    changes: Partial<CheckContext> = {},
  ) {
    const database = await server.database([...COPY, ...statements]);
    const context = await contextOf(server, database, {
      profile: PROFILE,
      documents: files && documentsOf(files),
      ...changes,
    });
    return { result: await ask(documentsCheck, context), context };
  }

  it('finds every file and compares every hash of either age', async () => {
    const { result, context } = await judged(FILES);
    expect(result).toMatchObject({ status: 'pass', value: 3, expected: 3 });
    expect(context.measured.documents).toEqual({
      referenced: 3,
      found: 3,
      missing: 0,
      empty: 0,
      altered: 0,
      hashed: 2,
      orphans: 0,
    });
  });

  it('finds the files of a documents folder given by itself', async () => {
    const inside = FILES.slice(0, 4).map(one => ({
      ...one,
      path: one.path.replace('sites/default/documents/', ''),
    }));
    const { result, context } = await judged(inside);
    expect(result.status).toBe('pass');
    expect(context.measured.documents).toMatchObject({ found: 3, orphans: 0 });
  });

  it.each<[string, DocumentFile[], string, object]>([
    ['a deleted file', without('9/b.txt'), 'documents-missing', { missing: 1 }],
    [
      'a file of that name in another folder only',
      without('7/a.txt'),
      'documents-missing',
      { missing: 1, found: 2 },
    ],
    [
      'an altered file',
      [
        ...without('9/a.txt'),
        file('sites/default/documents/9/a.txt', 'letter A'),
      ],
      'documents-altered',
      { altered: 1 },
    ],
    [
      'an altered file with an old hash',
      [
        ...without('9/b.txt'),
        file('sites/default/documents/9/b.txt', 'letter B'),
      ],
      'documents-altered',
      { altered: 1 },
    ],
    [
      'an empty file',
      [...without('7/a.txt'), file('sites/default/documents/7/a.txt', '')],
      'documents-empty',
      { empty: 1 },
    ],
    [
      'files much younger than the newest row',
      [
        ...FILES,
        file(
          'sites/default/documents/9/new.txt',
          'new',
          '2026-11-25T12:00:00Z',
        ),
      ],
      'documents-out-of-step',
      { orphans: 1 },
    ],
  ])('finds %s', async (_, files, reason, counts) => {
    const { result, context } = await judged(files);
    expect(result).toMatchObject({ status: 'fail', reason });
    expect(context.measured.documents).toMatchObject(counts);
  });

  it('trusts no file time that copying has reset', async () => {
    const touched = FILES.map(one => ({
      ...one,
      modifiedAt: '2026-11-25T12:00:00Z',
    }));
    const { result, context } = await judged([
      ...touched,
      file('sites/default/documents/9/old.txt', 'old', '2026-11-25T12:00:00Z'),
    ]);
    expect(result.status).toBe('pass');
    expect(context.measured.documents).toMatchObject({ orphans: 1 });
  });

  it('does not compare the hash of a file that lies encrypted', async () => {
    const { result, context } = await judged(
      [
        ...without('9/a.txt'),
        file('sites/default/documents/9/a.txt', 'sealed'),
      ],
      ['UPDATE documents SET encrypted = 1 WHERE id = 1'],
    );
    expect(result).toMatchObject({
      status: 'pass',
      detail: expect.stringContaining('1 lie encrypted'),
    });
    expect(context.measured.documents).toMatchObject({ hashed: 1, altered: 0 });
  });

  it('reads more rows than fit one page', async () => {
    const { context } = await judged(FILES, [
      `INSERT INTO documents SELECT seq, 'file_url', '${url(
        '9/a.txt',
      )}', NULL, '2026-11-19 10:00:00', 0 FROM seq_10_to_45009`,
    ]);
    expect(context.measured.documents).toMatchObject({
      referenced: 45_003,
      found: 45_003,
    });
  }, 30_000);

  it('says nothing when no documents were given', async () => {
    const { result, context } = await judged(null);
    expect(result.status).toBe('skip');
    expect(context.measured.documents).toBeNull();
  });

  describe('keys', () => {
    const SEALED = 'UPDATE documents SET encrypted = 1 WHERE id = 1';
    const KEY_ROW = "INSERT INTO `keys` VALUES ('sixa', 'sealed')";

    it.each<[string, DocumentFile[] | null, string[], string, string | null]>([
      ['both halves', [...FILES, ...KEYS], [SEALED, KEY_ROW], 'pass', null],
      [
        'no key file',
        FILES,
        [SEALED, KEY_ROW],
        'fail',
        'document-keys-missing',
      ],
      [
        'no key row',
        [...FILES, ...KEYS],
        [SEALED],
        'fail',
        'document-keys-missing',
      ],
      [
        'an empty key row',
        [...FILES, ...KEYS],
        [SEALED, "INSERT INTO `keys` VALUES ('sixa', '')"],
        'fail',
        'document-keys-missing',
      ],
      [
        'no key row and no documents given',
        null,
        [SEALED],
        'fail',
        'document-keys-missing',
      ],
      [
        'a key row and no documents given',
        null,
        [SEALED, KEY_ROW],
        'skip',
        null,
      ],
      [
        'half a key that nothing needs now',
        [...FILES, ...KEYS],
        [],
        'warn',
        null,
      ],
      ['no key and nothing encrypted', FILES, [], 'pass', null],
    ])('%s', async (_, files, statements, status, reason) => {
      const { context } = await judged(files, statements);
      const result = await ask(documentKeysCheck, context);
      expect(result.status).toBe(status);
      expect(result.reason ?? null).toBe(reason);
    });

    it('finds keys in a documents folder given by itself', async () => {
      const { context } = await judged(
        [{ ...KEYS[0], path: 'keys/sixa' }],
        [SEALED, KEY_ROW],
      );
      expect(await ask(documentKeysCheck, context)).toMatchObject({
        status: 'pass',
      });
    });
  });
});
