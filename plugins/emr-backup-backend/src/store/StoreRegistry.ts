import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError, toError } from '@backstage/errors';
import {
  DrillFault,
  type BackupStore,
  type BackupStoreFactory,
} from '@emr-backup/plugin-emr-backup-node';

/** The stores app-config names. One that cannot be made is a problem of its jobs, never of the others. */
export class StoreRegistry {
  static create(
    root: RootConfigService,
    factories: readonly BackupStoreFactory[],
  ): StoreRegistry {
    const config = root.getOptionalConfig('emrBackup.stores');
    const stores = new Map<string, BackupStore | DrillFault>();
    for (const name of config?.keys() ?? []) {
      try {
        const entry = root.getConfig('emrBackup.stores').getConfig(name);
        stores.set(name, makeStore(name, entry, factories));
      } catch (error) {
        stores.set(
          name,
          new DrillFault(
            'store-missing',
            `The store "${name}" cannot be used: ${toError(error).message}`,
          ),
        );
      }
    }
    return new StoreRegistry(stores);
  }

  private constructor(
    private readonly stores: ReadonlyMap<string, BackupStore | DrillFault>,
  ) {}

  /** One sentence for each store that cannot be used. */
  problems(): string[] {
    return [...this.stores.values()]
      .filter(store => store instanceof DrillFault)
      .map(fault => fault.message);
  }

  /** Those that can be used. */
  names(): string[] {
    return [...this.stores]
      .filter(([, store]) => !(store instanceof DrillFault))
      .map(([name]) => name);
  }

  /** Whether app-config names it, rightly or wrongly. */
  has(name: string): boolean {
    return this.stores.has(name);
  }

  /** Throws `DrillFault('store-missing')` for a name app-config does not hold, or holds wrongly. */
  get(name: string): BackupStore {
    const store = this.stores.get(name);
    if (store instanceof DrillFault) throw store;
    if (store) return store;
    throw new DrillFault(
      'store-missing',
      `The store "${name}" is not in app-config emrBackup.stores (${
        [...this.stores.keys()].join(', ') || 'there is none'
      }).`,
    );
  }
}

function makeStore(
  name: string,
  config: Parameters<BackupStoreFactory['create']>[1],
  factories: readonly BackupStoreFactory[],
): BackupStore {
  const type = config.getString('type');
  const factory = factories.find(candidate => candidate.type === type);
  if (!factory)
    throw new InputError(
      `emrBackup.stores.${name}.type is "${type}"; known types are ${factories
        .map(known => known.type)
        .join(', ')}.`,
    );
  return factory.create(name, config);
}
