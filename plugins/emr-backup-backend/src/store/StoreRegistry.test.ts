import { mockServices } from '@backstage/backend-test-utils';
import { filesystemStoreFactory } from './FilesystemStore';
import { StoreRegistry } from './StoreRegistry';

const registry = (stores: object) =>
  StoreRegistry.create(
    mockServices.rootConfig({ data: { emrBackup: { stores } } }),
    [filesystemStoreFactory],
  );

describe('the stores of app-config', () => {
  it('names the key and value of one that cannot be made, and makes the others', () => {
    const stores = registry({
      tape: { type: 'tape' },
      rootless: { type: 'filesystem' },
      shelf: { type: 'filesystem', root: '/backups' },
    });
    expect(stores.get('shelf').type).toBe('filesystem');
    expect(() => stores.get('tape')).toThrow(
      'The store "tape" cannot be used: emrBackup.stores.tape.type is "tape"; known types are filesystem.',
    );
    expect(() => stores.get('rootless')).toThrow(
      /emrBackup\.stores\.rootless\.root/,
    );
    expect(stores.problems()).toHaveLength(2);
  });

  it('lists what there is when a name is not known', () => {
    expect(() => registry({ shelf: { type: 'tape' } }).get('attic')).toThrow(
      'The store "attic" is not in app-config emrBackup.stores (shelf).',
    );
  });
});
