import { backupStoreConformance } from '@emr-backup/plugin-emr-backup-node';
import { TestRepository } from './__testUtils__/TestRepository';

describe('the borg store, as every store', () => {
  let repository: TestRepository;
  let puts = 0;

  const kit = backupStoreConformance(async () => {
    repository = await TestRepository.create();
    return {
      store: repository.store('vault'),
      unreachable: repository.store('gone', {
        repository: `${repository.home}/unmounted`,
      }),
      put: files =>
        repository.backup(files, {
          archive: `lakeside ü ${puts}`,
          time: `2026-11-21T01:00:0${puts++}`,
        }),
    };
  });

  beforeAll(() => kit.prepare(), 240_000);
  afterAll(() => repository.remove(), 60_000);

  it.each(kit.cases)(
    '$title',
    async ({ run }) => {
      await expect(run()).resolves.toBeUndefined();
    },
    240_000,
  );
});
