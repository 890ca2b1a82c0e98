import { openPostgresClinics } from './__testUtils__/clinicFiles';
import { SourcePostgres } from './__testUtils__/SourcePostgres';
import { Workshop } from './__testUtils__/Workshop';
import { faults, goodBackups } from './table';

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

  it.each(faults.filter(row => row.engine === 'postgres'))(
    'says of $id: $outcome, $reason',
    async fault => {
      expect(await workshop.verdictOn(fault)).toMatchObject({
        outcome: fault.outcome,
        reason: { code: fault.reason },
        wiped: true,
      });
    },
  );

  it.each(goodBackups.filter(row => row.engine === 'postgres'))(
    'passes $id',
    async good => {
      expect(await workshop.verdictOn(good)).toMatchObject({
        outcome: 'passed',
        failed: [],
        format: good.format,
        wiped: true,
      });
    },
  );

  it('leaves no scratch behind', async () => {
    expect(await workshop.leftovers()).toEqual([]);
  });
});
