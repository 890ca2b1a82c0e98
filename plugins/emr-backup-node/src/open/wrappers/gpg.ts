import type { Readable } from 'node:stream';
import { BackupFault, DrillFault } from '../../contracts';
import type { OpenScope } from '../OpenScope';
import { connect } from '../PeekedStream';
import { ProgramFilter, type ProgramEnd } from '../ProgramFilter';
import { GpgHome } from './GpgHome';
import { OpenPgpFraming } from './OpenPgpFraming';

const status = (word: string) => new RegExp(`^\\[GNUPG:\\] ${word}\\b`, 'm');
const OKAY = status('DECRYPTION_OKAY');
const BAD_SIGNATURE = status('BADSIG');
const WRONG_KEY =
  /BAD_PASSPHRASE|Bad session key|Bad passphrase|No secret key|NO_SECKEY/;

const truncated = (label: string) =>
  new BackupFault(
    'undecryptable-truncated',
    `${label} is cut short: its OpenPGP message ends in the middle of a packet.`,
  );

function judge(
  { code, messages }: ProgramEnd,
  framing: OpenPgpFraming,
  label: string,
  keyName: string | undefined,
): Error | null {
  if (BAD_SIGNATURE.test(messages)) {
    return new BackupFault(
      'archive-damaged',
      `${label} does not match its OpenPGP signature.`,
    );
  }
  // Exit code 2 with this status: it was signed by a key that is not known here.
  if (OKAY.test(messages)) {
    return framing.complete ? null : truncated(label);
  }
  if (code === null) {
    return new DrillFault(
      'internal',
      `gpg was ended by a signal while it read ${label}.`,
    );
  }
  if (WRONG_KEY.test(messages)) {
    return new BackupFault(
      'undecryptable-wrong-key',
      `${label} cannot be decrypted by gpg with the key ${keyName}.`,
    );
  }
  return framing.complete
    ? new BackupFault(
        'archive-damaged',
        `${label} is damaged: its OpenPGP integrity code does not match its content.`,
      )
    : truncated(label);
}

/** Decrypts an OpenPGP message by passphrase or secret key. */
export async function decryptGpg(
  source: Readable,
  label: string,
  scope: OpenScope,
): Promise<Readable> {
  const secret = await scope.secret('OpenPGP', label);
  const { workDir } = scope.options;
  const home = await GpgHome.create(workDir, secret, scope.signal);
  const framing = connect(source, new OpenPgpFraming(), scope);
  const filter = new ProgramFilter({
    program: 'gpg',
    debianPackage: 'gnupg',
    args: [...home.args, '--passphrase-fd', '3', '--decrypt'],
    pipes: [home.passphrase],
    judge: end => judge(end, framing, label, scope.options.key?.name),
    cleanup: () => home.remove(),
  });
  scope.notes.add(`${label}: OpenPGP message decrypted by gpg`);
  return connect(framing, filter, scope);
}
