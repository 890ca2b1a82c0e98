import { createMariadbEngine } from '@emr-backup/plugin-emr-backup-backend-module-mariadb';
import {
  loadProfileCatalog,
  localArtifact,
  runSelfTest,
  type RestoreEngine,
} from '@emr-backup/plugin-emr-backup-node';
import { openOscarClinic } from './__testUtils__/clinicFiles';
import { AS_OF } from './__testUtils__/clinics/oscar';
import { SourceMariaDb } from './__testUtils__/SourceMariaDb';
import { Workshop } from './__testUtils__/Workshop';

// A limit against hanging, not a promise: a dozen drills on a busy machine.
jest.setTimeout(300_000);

/** An engine that never notices where a dump ends: a verifier with one eye closed. */
function blind(engine: RestoreEngine): RestoreEngine {
  return {
    ...engine,
    boot: async options => {
      const server = await engine.boot(options);
      const load = server.load.bind(server);
      return Object.assign(server, {
        load: async (...given: Parameters<typeof load>) => ({
          ...(await load(...given)),
          trailer: true,
        }),
      });
    },
  };
}

describe('The self-test over a good backup', () => {
  let source: SourceMariaDb;
  let workshop: Workshop;
  beforeAll(async () => {
    source = await SourceMariaDb.start();
    workshop = await Workshop.create(source.environment);
    await openOscarClinic(workshop);
    await workshop.sh(
      `tar -czf oscar.tar.gz document oscar.sql
       sql -e 'CREATE DATABASE shop; CREATE TABLE shop.item (id int PRIMARY KEY); INSERT INTO shop.item VALUES (1)'; dump shop > shop.sql`,
    );
  });
  afterAll(async () => {
    await source?.stop();
    await workshop?.remove();
  });

  const selfTest = async (name: string, engine: RestoreEngine) =>
    runSelfTest(
      {
        artifact: await localArtifact([workshop.shared(name)]),
        asOf: AS_OF,
        workDir: workshop.scratch,
      },
      { engines: [engine], profiles: await loadProfileCatalog() },
    );

  it('catches every fault, and every fault can be made', async () => {
    const report = await selfTest('oscar.tar.gz', createMariadbEngine());
    expect(report.faults.filter(fault => fault.status !== 'caught')).toEqual(
      [],
    );
    expect(report).toMatchObject({
      profile: 'oscar',
      control: { outcome: 'passed' },
      caught: 15,
      missed: 0,
      notMade: 0,
    });
    expect(await workshop.leftovers()).toEqual([]);
  });

  it('says which faults slip through a verifier that is blind', async () => {
    const report = await selfTest('shop.sql', blind(createMariadbEngine()));
    const status = Object.fromEntries(
      report.faults.map(fault => [fault.id, fault.status]),
    );
    expect(status).toMatchObject({
      'empty-gzip': 'caught',
      'trailer-missing': 'missed',
      'stale-copy': 'not-made',
      'core-table-missing': 'not-made',
      'wrong-clinic': 'not-made',
    });
    expect(report.missed).toBeGreaterThan(0);
    expect(await workshop.leftovers()).toEqual([]);
  });

  it('proves nothing over a backup that is bad itself', async () => {
    await workshop.sh('gzip < /dev/null > hollow.sql.gz');
    const report = await selfTest('hollow.sql.gz', createMariadbEngine());
    expect(report).toMatchObject({
      control: { outcome: 'failed', reason: { code: 'hollow' } },
      caught: 0,
      faults: [],
    });
  });
});
