import { openPostgresClinics } from './clinicFiles';
import { SourcePostgres } from './SourcePostgres';
import { drillEveryRow } from './suite';
import { Workshop } from './Workshop';

// A limit against hanging, not a promise: real servers on a busy machine.
jest.setTimeout(180_000);

describe('The fault suite over PostgreSQL', () => {
  let source: SourcePostgres;
  let workshop: Workshop;

  beforeAll(async () => {
    source = await SourcePostgres.start();
    workshop = await Workshop.create(source.environment);
    await openPostgresClinics(workshop);
  });
  afterAll(async () => {
    await source?.stop();
    await workshop?.remove();
  });

  drillEveryRow('postgres', () => workshop);
});
