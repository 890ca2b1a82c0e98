import { readFile } from 'node:fs/promises';
import { DrillFault } from '@emr-backup/plugin-emr-backup-node';

/** The operating system account that runs scratch servers. */
export interface RunAccount {
  name: string;
  uid: number;
  gid: number;
  /** Set when our own user is root, so that files must be handed over. */
  switched: boolean;
}

/** Root runs servers as one of these, the first that exists. */
const UNPRIVILEGED = ['mysql', 'nobody'];

/** Finds who runs the server: an unprivileged account when we are root, else ourselves. */
export async function findRunAccount(): Promise<RunAccount> {
  const uid = process.geteuid?.() ?? -1;
  const gid = process.getegid?.() ?? -1;
  if (uid !== 0) return { name: String(uid), uid, gid, switched: false };

  const accounts = new Map(
    (await readFile('/etc/passwd', 'utf8'))
      .split('\n')
      .map(line => line.split(':'))
      .map(fields => [fields[0], fields]),
  );
  for (const name of UNPRIVILEGED) {
    const fields = accounts.get(name);
    if (fields && Number(fields[2]) > 0) {
      return {
        name,
        uid: Number(fields[2]),
        gid: Number(fields[3]),
        switched: true,
      };
    }
  }
  throw new DrillFault(
    'engine-start',
    `A scratch server is never run as root, and there is no account named ${UNPRIVILEGED.join(
      ' or ',
    )} on this machine to run it as.`,
  );
}

/** What `spawn` needs to run a tool under this account. */
export const spawnIdentity = (account: RunAccount) =>
  account.switched ? { uid: account.uid, gid: account.gid } : {};
