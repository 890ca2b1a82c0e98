import { openMariadbClinics } from './clinicFiles';
import { SourceMariaDb } from './SourceMariaDb';
import { drillEveryRow } from './suite';
import { Workshop } from './Workshop';

// A limit against hanging, not a promise: real servers on a busy machine.
jest.setTimeout(180_000);

describe('The fault suite over MariaDB', () => {
  let source: SourceMariaDb;
  let workshop: Workshop;

  beforeAll(async () => {
    source = await SourceMariaDb.start();
    workshop = await Workshop.create(source.environment);
    await openMariadbClinics(workshop);
  });
  afterAll(async () => {
    await source?.stop();
    await workshop?.remove();
  });

  drillEveryRow('mariadb', () => workshop);
});
