import { execFileSync } from 'node:child_process';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import {
  recoveryKitSchema,
  tell,
  type RecoveryKit,
} from '@emr-backup/plugin-emr-backup-common';
import { clinic, job, server } from '../__testUtils__/entities';
import { dumpOf, FakeEngine } from '../__testUtils__/FakeEngine';
import { Place, stamp } from '../__testUtils__/Place';
import { TestConsole } from '../__testUtils__/TestConsole';

jest.setTimeout(120_000);

const JOB = 'backupjob:default/lakeside';
const SECRET = 'a passphrase of the test';

describe('the recovery kit', () => {
  let place: Place;
  let target: TestConsole;
  const engine = new FakeEngine();

  const start = async () => {
    target = await TestConsole.start({
      place,
      engine,
      entities: [
        clinic('lakeside'),
        server('lakeside-emr', 'lakeside'),
        job('lakeside', 'lakeside-emr', { key: 'lakeside' }),
      ],
      config: { keys: { lakeside: { secret: SECRET } } },
    });
  };

  const kit = async () => {
    const response = await target.get(
      `/jobs/${encodeURIComponent(JOB)}/recovery-kit`,
    );
    return recoveryKitSchema.parse(response.body);
  };

  const step = ({ steps }: RecoveryKit, title: string) => {
    const found = steps.find(known => known.title === title);
    if (!found) throw new Error(`There is no step "${title}".`);
    return found;
  };

  /** A dump in gzip in openssl enc, as a clinic's script leaves it. */
  const sealedDump = async (hoursAgo: number) => {
    const name = `emr-${stamp(hoursAgo)}.sql.gz.enc`;
    const file = path.join(place.folder, 'shelf/lakeside', name);
    await place.write('make/dump.sql', dumpOf(13));
    await place.write('make/KEYFILE', SECRET);
    await fs.mkdir(path.dirname(file), { recursive: true });
    execFileSync(
      'sh',
      [
        '-c',
        'gzip -c dump.sql | openssl enc -aes-256-cbc -salt -md md5 -pass file:KEYFILE -out "$0" 2>/dev/null',
        file,
      ],
      { cwd: path.join(place.folder, 'make') },
    );
    return name;
  };

  beforeEach(async () => {
    place = await Place.make();
  });

  afterEach(async () => {
    await target.stop();
    await place.remove();
  });

  it('holds commands that bring the proved dump back, and no secret', async () => {
    const name = await sealedDump(2);
    await start();
    const drill = await target.ended((await target.startDrill(JOB)).id);
    expect(drill.outcome).toBe('passed');

    const written = await kit();
    expect(written.drillId).toBe(drill.id);
    expect(written.caveats).toEqual([]);
    expect(JSON.stringify(written)).not.toContain(SECRET);
    expect(written.steps.map(({ code }) => code)).toEqual([
      'tell',
      'fetch',
      'digests',
      'open',
      'server',
      'load',
      'count',
      'start',
    ]);
    const told = written.steps.flatMap(known => known.told ?? []);
    expect(told.map(({ code }) => code)).toEqual([
      'kit-owner',
      'kit-operator',
      'kit-leave',
      'kit-place',
      'kit-newest',
      'kit-folder',
      'kit-digests',
      'kit-open',
      'kit-key',
      'kit-server',
      'kit-no-settings',
      'kit-new-server',
      'kit-loaded',
      'kit-counted',
      'kit-look-up',
      'kit-not-asked',
    ]);
    expect(told).toContainEqual(
      tell('kit-open', { formats: ['openssl-enc', 'gzip', 'mysqldump'] }),
    );
    expect(told).toContainEqual(tell('kit-folder', { store: 'shelf' }));

    const folder = path.join(place.folder, 'by-hand');
    await fs.mkdir(folder);
    const run = (command: string) =>
      execFileSync('sh', ['-ec', command], { cwd: folder, stdio: 'pipe' });
    step(written, 'Fetch the backup')
      .commands.filter(command => !command.startsWith('mkdir'))
      .forEach(run);
    step(
      written,
      'Make sure these are the files that were proved',
    ).commands.forEach(run);
    await fs.writeFile(path.join(folder, 'KEYFILE'), SECRET);
    const [decrypt, unpack] = step(written, 'Open it').commands;
    run(decrypt.replace('-in IN', `-in ${name}`).replace('OUT', 'dump.sql.gz'));
    run(unpack.replace('IN', 'dump.sql.gz').replace('OUT', 'dump.sql'));
    expect(await fs.readFile(path.join(folder, 'dump.sql'), 'utf8')).toBe(
      dumpOf(13),
    );
    expect(step(written, 'Load it').commands).toEqual([
      'mariadb --sandbox restored < DUMP.sql',
    ]);
  });

  it('says that nothing was proved yet, and that a newer backup was not', async () => {
    await sealedDump(30);
    await start();
    const before = await kit();
    expect(before.drillId).toBeNull();
    expect(before.caveats).toEqual([
      expect.stringContaining('No drill of this backup has passed yet'),
    ]);
    expect(before.caveatsTold).toEqual([tell('kit-never-passed')]);
    expect(before.steps.map(({ title }) => title)).not.toContain('Load it');

    await target.ended((await target.startDrill(JOB)).id);
    await sealedDump(1);
    const after = await kit();
    expect(after.caveats).toEqual([
      expect.stringContaining('newer than the one the last passed drill'),
    ]);
    expect(after.caveatsTold).toEqual([tell('kit-newer')]);
    expect(after.steps.map(({ title }) => title)).not.toContain(
      'Make sure these are the files that were proved',
    );
  });

  it('leaves file names out when the store does not answer', async () => {
    await sealedDump(2);
    await start();
    await fs.rename(
      path.join(place.folder, 'shelf'),
      path.join(place.folder, 'unplugged'),
    );
    const written = await kit();
    expect(written.caveats[0]).toContain('could not be listed');
    expect(step(written, 'Fetch the backup').detail).toContain(
      'lakeside/* in the store "shelf"',
    );
  });
});
