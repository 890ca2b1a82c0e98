import {
  MariadbQueryError,
  ScratchConnection,
} from '../query/ScratchConnections';
import type { Login, Logins } from './Logins';
import type { ScratchLayout } from './ScratchLayout';

/** Under --skip-grant-tables any name is let in. */
const ANYBODY: Login = { user: 'root', password: '' };

/**
 * Gives a server that was started from somebody else's files and without its
 * grant tables our two accounts, and its own accounts back, so that definers
 * are judged by those who were there. False when its tables are too old for
 * that: then it must run without grants.
 */
export async function adoptGrants(
  layout: ScratchLayout,
  logins: Logins,
): Promise<boolean> {
  const connection = await ScratchConnection.open(layout.socket, ANYBODY);
  try {
    await connection.run('FLUSH PRIVILEGES');
    for (const statement of logins.adoptStatements()) {
      await connection.run(statement);
    }
    return true;
  } catch (error) {
    if (error instanceof MariadbQueryError) return false;
    throw error;
  } finally {
    connection.close();
  }
}
