import { promises as fs } from 'node:fs';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { DrillFault, type KeySource } from '@emr-backup/plugin-emr-backup-node';

/** The keys app-config names. Values are read when a drill asks, never kept. */
export interface KeyRing {
  has(name: string): boolean;
  names(): string[];
  /** Throws `DrillFault('key-unavailable')` for a name app-config does not hold. */
  get(name: string): KeySource;
}

/** Reads `emrBackup.keys`. */
export function readKeyRing(root: RootConfigService): KeyRing {
  const config = root.getOptionalConfig('emrBackup.keys');
  const sources = new Map<string, KeySource>();
  for (const name of config?.keys() ?? []) {
    const entry = root.getConfig('emrBackup.keys').getConfig(name);
    const file = entry.getOptionalString('file');
    const secret = entry.getOptionalString('secret');
    if ((file === undefined) === (secret === undefined))
      throw new InputError(
        `emrBackup.keys.${name} must have either "file" or "secret".`,
      );
    sources.set(
      name,
      file === undefined
        ? { name, read: async () => Buffer.from(secret ?? '') }
        : fileKey(name, file),
    );
  }
  return {
    has: name => sources.has(name),
    names: () => [...sources.keys()],
    get: name => {
      const source = sources.get(name);
      if (!source)
        throw new DrillFault(
          'key-unavailable',
          `The key "${name}" is not in app-config emrBackup.keys (${
            [...sources.keys()].join(', ') || 'there is none'
          }).`,
        );
      return source;
    },
  };
}

function fileKey(name: string, file: string): KeySource {
  return {
    name,
    read: async () => {
      try {
        return await fs.readFile(file);
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
        throw new DrillFault(
          'key-unavailable',
          `The file of the key "${name}" (emrBackup.keys.${name}.file) cannot be read (${code}).`,
        );
      }
    },
  };
}
