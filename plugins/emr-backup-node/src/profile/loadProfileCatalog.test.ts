import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DrillFault, profileSchema } from '../contracts';
import { builtinProfilesFolder, loadProfileCatalog, tableNames } from '.';

const NAMES = [
  'bahmni',
  'freemed',
  'generic-mysql',
  'generic-postgres',
  'gnu-health',
  'gnumed',
  'isc-oscar',
  'open-hospital',
  'open-osp',
  'openemr',
  'openmrs',
  'oscar',
];

const PARENT = `
name: parent
title: Parent
source: made for a test
engine: mariadb
settings: { sql_mode: '', innodb_strict_mode: '0' }
recognise: { tables: [a, b] }
core:
  - { table: a }
  - { table: b, minRows: 5 }
rows: { allowedFall: 0.1, tables: { log: 1 } }
notProven: [first]
`;
const CHILD = `
name: child
title: Child
source: made for a test
extends: parent
settings: { innodb_strict_mode: '1' }
core:
  - { table: b, minRows: 0 }
  - { table: c }
rows: { tables: { queue: 0.5 } }
notProven: [second]
`;

describe('loadProfileCatalog', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'profiles-'));
  });
  afterEach(() => fs.rm(folder, { recursive: true }));

  const write = (name: string, text: string) =>
    fs.writeFile(path.join(folder, name), text);
  const load = () => loadProfileCatalog({ folders: [folder] });

  it('loads every built-in profile without a problem, each with its source', async () => {
    const catalog = await loadProfileCatalog();
    expect(catalog.problems).toEqual([]);
    expect(catalog.names()).toEqual(NAMES);
    for (const name of catalog.names()) {
      const profile = catalog.get(name);
      expect(profile.source.length).toBeGreaterThan(40);
      expect(profileSchema.parse(profile)).toEqual(profile);
    }
  });

  it('never takes a booking for a sign of life', async () => {
    const catalog = await loadProfileCatalog();
    const columns = catalog
      .names()
      .flatMap(name => catalog.get(name).freshness)
      .map(({ column }) => column);
    expect(columns).not.toContain('appointment_date');
    expect(columns).not.toContain('pc_eventDate');
    expect(columns).not.toContain('caldateof');
  });

  it('finds the built-in folder beside the sources', async () => {
    expect(await fs.readdir(builtinProfilesFolder())).toContain('oscar.yaml');
  });

  it('merges a child over its parent: values replace, records merge, items of one table replace each other', async () => {
    await write('parent.yaml', PARENT);
    await write('child.yaml', CHILD);
    const catalog = await load();
    expect(catalog.problems).toEqual([]);
    expect(catalog.get('child')).toMatchObject({
      name: 'child',
      engine: 'mariadb',
      settings: { sql_mode: '', innodb_strict_mode: '1' },
      core: [
        { table: 'a', minRows: 1 },
        { table: 'b', minRows: 0 },
        { table: 'c', minRows: 1 },
      ],
      rows: { allowedFall: 0.1, tables: { log: 1, queue: 0.5 } },
      notProven: ['first', 'second'],
    });
    expect(catalog.get('child').recognise).toBeUndefined();
  });

  it.each([
    {
      broken: 'name: x\ntitle: X\nsource: s\nengine: oracle\n',
      expected: { line: 4, field: 'engine' },
    },
    {
      broken:
        'name: x\ntitle: X\nsource: s\nengine: mariadb\ncore:\n  - table: a\n  - table: b\n    minRows: many\n',
      expected: { line: 8, field: 'core.1.minRows' },
    },
    {
      broken: 'name: x\ntitle: X\nsource: s\nengine: mariadb\nfreshnes: []\n',
      expected: {
        line: 5,
        field: 'freshnes',
        message: 'A profile has no field "freshnes".',
      },
    },
    {
      broken: 'name: x\ntitle: "X\nsource: s\n',
      expected: { message: expect.stringContaining('not valid YAML') },
    },
    { broken: '- just\n- a list\n', expected: { line: 1 } },
    {
      broken: 'name: x\nsource: s\nengine: mariadb\n',
      expected: { field: 'title' },
    },
    {
      broken: 'name: x\ntitle: X\nsource: s\nextends: nowhere\n',
      expected: {
        line: 4,
        field: 'extends',
        message: expect.stringContaining('"nowhere", which does not exist'),
      },
    },
  ])(
    'names file, line and field of a bad profile: $expected.field',
    async ({ broken, expected }) => {
      await write('bad.yaml', broken);
      await write('good.yaml', PARENT);
      const catalog = await load();
      expect(catalog.problems).toEqual([
        expect.objectContaining({
          file: path.join(folder, 'bad.yaml'),
          ...expected,
        }),
      ]);
      expect(catalog.names()).toEqual([...NAMES, 'parent'].sort());
    },
  );

  it('names the circle of profiles that extend one another', async () => {
    await write(
      'one.yaml',
      CHILD.replace('name: child', 'name: parent2').replace(
        'extends: parent',
        'extends: child2',
      ),
    );
    await write(
      'two.yaml',
      CHILD.replace('name: child', 'name: child2').replace(
        'extends: parent',
        'extends: parent2',
      ),
    );
    const catalog = await load();
    expect(catalog.problems.map(problem => problem.message)).toEqual([
      'The profile extends itself: parent2 extends child2 extends parent2.',
      'The profile extends itself: child2 extends parent2 extends child2.',
    ]);
  });

  it('lets a profile of the site replace the built-in one, also by extending it', async () => {
    await write(
      'ours.yaml',
      'name: oscar\ntitle: Our OSCAR\nsource: ours\nextends: oscar\nminTables: 400\n',
    );
    const catalog = await load();
    expect(catalog.problems).toEqual([]);
    expect(catalog.get('oscar')).toMatchObject({
      title: 'Our OSCAR',
      minTables: 400,
    });
    expect(catalog.get('open-osp').minTables).toBe(400);
  });

  it('keeps the first of two files with one name and says so of the other', async () => {
    await write('a.yaml', PARENT);
    await write('b.yaml', PARENT);
    const catalog = await load();
    expect(catalog.problems).toEqual([
      {
        file: path.join(folder, 'b.yaml'),
        line: 2,
        field: 'name',
        message: `The name "parent" is taken by ${path.join(
          folder,
          'a.yaml',
        )}, which comes first.`,
      },
    ]);
  });

  it('reports a folder it cannot read and goes on', async () => {
    const catalog = await loadProfileCatalog({
      folders: [path.join(folder, 'nothing')],
    });
    expect(catalog.problems).toEqual([
      {
        file: path.join(folder, 'nothing'),
        message: 'The profile folder cannot be read (ENOENT).',
      },
    ]);
    expect(catalog.names()).toEqual(NAMES);
  });

  it('lists what there is when a profile is not known', async () => {
    const catalog = await loadProfileCatalog();
    expect(() => catalog.get('oskar')).toThrow(DrillFault);
    expect(() => catalog.get('oskar')).toThrow(/no profile "oskar".*oscar/);
  });

  describe('with a file to keep them in', () => {
    const kept = () => ({
      file: path.join(folder, 'kept.json'),
      revision: '1',
    });
    const loadKept = (revision = '1') =>
      loadProfileCatalog({
        folders: [folder],
        kept: { ...kept(), revision },
      });
    const all = (catalog: Awaited<ReturnType<typeof load>>) =>
      catalog.names().map(name => catalog.get(name));

    it('are the same when they are read from it', async () => {
      await write('good.yaml', PARENT);
      await write('bad.yaml', '- just\n');
      const parsed = await loadKept();
      const { mtimeMs } = await fs.stat(kept().file);
      const again = await loadKept();
      expect((await fs.stat(kept().file)).mtimeMs).toBe(mtimeMs);
      expect(all(again)).toEqual(all(parsed));
      expect(again.problems).toEqual(parsed.problems);
      expect(again.recognise(new Set(['a', 'b']), 'mariadb').name).toBe(
        'parent',
      );
    });

    it('are parsed again when a file or the program is another', async () => {
      await write('good.yaml', PARENT);
      await loadKept();
      await write('good.yaml', PARENT.replace('Parent', 'Another'));
      expect((await loadKept()).get('parent').title).toBe('Another');
      const poisoned = (await fs.readFile(kept().file, 'utf8')).replace(
        'Another',
        'Of an older program',
      );
      await fs.writeFile(kept().file, poisoned);
      expect((await loadKept()).get('parent').title).toBe(
        'Of an older program',
      );
      expect((await loadKept('2')).get('parent').title).toBe('Another');
    });

    it('are parsed where it is damaged or cannot be written', async () => {
      await write('good.yaml', PARENT);
      await fs.writeFile(kept().file, '{"of":');
      expect((await loadKept()).names()).toContain('parent');
      const nowhere = path.join(folder, 'nothing', 'kept.json');
      const catalog = await loadProfileCatalog({
        folders: [folder],
        kept: { file: nowhere, revision: '1' },
      });
      expect(catalog.names()).toContain('parent');
    });
  });

  describe('recognise', () => {
    const OPENMRS = [
      'patient',
      'encounter',
      'obs',
      'concept',
      'global_property',
      'person_name',
    ];
    const OSCAR = [
      'demographic',
      'provider',
      'casemgmt_note',
      'secObjPrivilege',
    ];

    it.each([
      { tables: OSCAR, engine: 'mariadb', expected: 'oscar' },
      { tables: OPENMRS, engine: 'mariadb', expected: 'openmrs' },
      {
        tables: [
          ...OPENMRS,
          'bahmni_config',
          'event_records',
          'idgen_identifier_source',
        ],
        engine: 'mariadb',
        expected: 'bahmni',
      },
      {
        tables: ['OH_PATIENT', 'OH_OPD', 'OH_ADMISSION', 'OH_WARD'],
        engine: 'mariadb',
        expected: 'open-hospital',
      },
      {
        tables: ['orders', 'customers'],
        engine: 'mariadb',
        expected: 'generic-mysql',
      },
      { tables: OSCAR, engine: 'postgres', expected: 'generic-postgres' },
      {
        tables: [
          'gnuhealth_patient',
          'gnuhealth_patient_evaluation',
          'party_party',
          'ir_module',
        ],
        engine: 'postgres',
        expected: 'gnu-health',
      },
    ] as const)(
      'takes $tables.0 and others on $engine for $expected',
      async ({ tables, engine, expected }) => {
        const catalog = await loadProfileCatalog();
        expect(catalog.recognise(new Set(tables), engine).name).toBe(expected);
      },
    );

    it.each(OSCAR)('still knows OSCAR when %s is lost', async lost => {
      const catalog = await loadProfileCatalog();
      const tables = new Set(OSCAR.filter(name => name !== lost));
      expect(catalog.recognise(tables, 'mariadb').name).toBe('oscar');
    });

    it('does not know OSCAR by half of its tables', async () => {
      const catalog = await loadProfileCatalog();
      const tables = new Set(OSCAR.slice(0, 2));
      expect(catalog.recognise(tables, 'mariadb').name).toBe('generic-mysql');
    });

    it('leaves a profile out when a table speaks against it', async () => {
      await write(
        'ours.yaml',
        PARENT.replace('tables: [a, b]', 'tables: [a, b], without: [c]'),
      );
      const catalog = await load();
      expect(catalog.recognise(new Set(['a', 'b']), 'mariadb').name).toBe(
        'parent',
      );
      expect(catalog.recognise(new Set(['a', 'b', 'c']), 'mariadb').name).toBe(
        'generic-mysql',
      );
    });

    it('knows tables by their plain name and with their schema', () => {
      const table = {
        database: 'd',
        schema: 'clin',
        name: 'encounter',
        columns: [],
        primaryKey: [],
        indexes: 0,
        foreignKeys: 0,
      };
      expect(tableNames({ tables: [table] })).toEqual(
        new Set(['encounter', 'clin.encounter']),
      );
    });
  });
});
