import {
  DrillFault,
  unreachableCause,
  type StoreProgramEnd,
} from '@emr-backup/plugin-emr-backup-node';

/** Names Borg gives its errors in its JSON log. */
const NO_KEY =
  /^(PassphraseWrong|NoPassphraseFailure|PasscommandFailure|Key\w*)$/;
const NO_ARCHIVE = /^Archive\.DoesNotExist$/;
const NO_REPOSITORY =
  /^Repository\.(DoesNotExist|InvalidRepository|ParentPathDoesNotExist|PathNotFound)$/;
const LOCKED = /^Lock(Timeout|Error|Failed|ErrorT)$/;
const DAMAGED =
  /^(IntegrityError\w*|Repository\.(CheckNeeded|ObjectNotFound)|\w*DecodeError|TAM\w*|Manifest\w*)$/;

/** What an end of Borg means. A warning counts as failure: it is about a file that did not come whole. */
export function borgFault(
  store: string,
  end: StoreProgramEnd,
): DrillFault | undefined {
  if (end.code === 0) return undefined;
  const ids = messageIds(end.messages);
  const has = (words: RegExp) => ids.some(id => words.test(id));
  if (has(NO_KEY))
    return new DrillFault(
      'key-unavailable',
      `The repository of the store "${store}" is not opened by the passphrase that app-config has for it, or its key is not on this machine.`,
    );
  if (has(NO_ARCHIVE))
    return new DrillFault(
      'artifact-missing',
      `An archive of the store "${store}" is not there any more.`,
    );
  if (has(DAMAGED) || end.code === 1)
    return new DrillFault(
      'artifact-unreadable',
      `The repository of the store "${store}" lacks data it should hold, or holds it damaged; "borg check" tells what is hurt.`,
    );
  let why =
    unreachableCause(end.messages) ??
    `borg ended with code ${end.code ?? 'none'}`;
  if (has(NO_REPOSITORY)) why = 'there is no Borg repository';
  if (has(LOCKED)) why = 'another program has locked the repository';
  return new DrillFault(
    'store-unreachable',
    `The store "${store}" cannot be reached: ${why}.`,
  );
}

/** The messages' names; their words may hold addresses and file names. */
function messageIds(messages: string): string[] {
  return [...messages.matchAll(/"msgid": "([\w.]+)"/g)].map(([, id]) => id);
}
