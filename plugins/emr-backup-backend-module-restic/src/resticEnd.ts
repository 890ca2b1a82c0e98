import {
  DrillFault,
  unreachableCause,
  type StoreProgramEnd,
} from '@emr-backup/plugin-emr-backup-node';

/**
 * What an end of restic means. Before restic 0.17 every failure has the exit
 * code 1, so that its words must tell; they are read and never passed on.
 */
export function resticFault(
  store: string,
  end: StoreProgramEnd,
): DrillFault | undefined {
  if (end.code === 0) return undefined;
  const said = (words: RegExp) => words.test(end.messages);
  if (said(/wrong password or no key found/i))
    return new DrillFault(
      'key-unavailable',
      `The repository of the store "${store}" is not opened by the password that app-config has for it.`,
    );
  if (said(/no matching ID found|no snapshot found|not found in snapshot/i))
    return new DrillFault(
      'artifact-missing',
      `A snapshot or file of the store "${store}" is not there any more.`,
    );
  if (said(/unable to open config file|unable to open repository/i))
    return unreachable(
      store,
      unreachableCause(end.messages) ?? 'there is no restic repository',
    );
  if (said(/already locked|unable to create lock/i))
    return unreachable(store, 'another program has locked the repository');
  if (
    said(
      /not found in (repository|index)|ReadFull|hash mismatch|ciphertext verification|unable to load|invalid data returned/i,
    )
  )
    return new DrillFault(
      'artifact-unreadable',
      `The repository of the store "${store}" lacks data it should hold, or holds it damaged; "restic check" tells what is hurt.`,
    );
  return unreachable(
    store,
    unreachableCause(end.messages) ??
      `restic ended with code ${end.code ?? 'none'}`,
  );
}

function unreachable(store: string, why: string) {
  return new DrillFault(
    'store-unreachable',
    `The store "${store}" cannot be reached: ${why}.`,
  );
}
