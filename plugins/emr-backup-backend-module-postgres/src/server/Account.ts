import { readFile } from 'node:fs/promises';
import { DrillFault } from '@emr-backup/plugin-emr-backup-node';

/** The system account a scratch server runs as. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** In this order: PostgreSQL's own account, then the one that owns nothing. */
const UNPRIVILEGED = ['postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root, so root steps down; any other user runs
 * it as oneself, which is `undefined` here.
 */
export async function scratchAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n');
  for (const wanted of UNPRIVILEGED) {
    const line = lines.find(it => it.startsWith(`${wanted}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    if (uid && gid && uid !== '0') {
      return { name: wanted, uid: Number(uid), gid: Number(gid) };
    }
  }
  throw new DrillFault(
    'engine-start',
    'PostgreSQL does not run as root, and there is no account "postgres" or "nobody" to step down to. Run the drill as a normal user.',
  );
}
