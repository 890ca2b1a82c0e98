import { randomBytes } from 'node:crypto';
import { chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunAccount } from '../process/RunAccount';
import type { ScratchLayout } from './ScratchLayout';

/** One account of the scratch server. */
export interface Login {
  user: string;
  password: string;
}

const newLogin = (user: string): Login => ({
  user,
  password: randomBytes(24).toString('hex'),
});

const create = ({ user, password }: Login) =>
  `CREATE OR REPLACE USER \`${user}\`@\`localhost\` IDENTIFIED BY '${password}'`;

async function secretFile(
  layout: ScratchLayout,
  account: RunAccount,
  name: string,
  content: string,
): Promise<string> {
  const path = join(layout.secretDir, name);
  await writeFile(path, content, { mode: 0o600 });
  if (account.switched) await chown(path, account.uid, account.gid);
  return path;
}

/**
 * The two accounts of one scratch server, with passwords of their own, beside
 * the `root` that every fresh server has and that many views name as definer.
 */
export class Logins {
  readonly admin = newLogin('emr_drill_admin');
  readonly reader = newLogin('emr_drill_reader');

  /** A file of SQL that a fresh server reads before it lets anybody in: `root` and ours. */
  async writeInitFile(
    layout: ScratchLayout,
    account: RunAccount,
  ): Promise<string> {
    const statements = [
      create(newLogin('root')),
      'GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION',
      ...this.adoptStatements(),
    ];
    const content = statements.map(statement => `${statement};\n`).join('');
    return secretFile(layout, account, 'accounts.sql', content);
  }

  /** SQL for a server that has accounts of its own: ours, whatever was there before. */
  adoptStatements(): string[] {
    return [
      create(this.admin),
      `GRANT ALL PRIVILEGES ON *.* TO \`${this.admin.user}\`@\`localhost\` WITH GRANT OPTION`,
      create(this.reader),
      // SET USER tells it that a view's definer is missing (1449); without it the answer is only "denied".
      `GRANT SELECT, SHOW VIEW, EXECUTE, SET USER ON *.* TO \`${this.reader.user}\`@\`localhost\``,
    ];
  }

  /** A defaults file from which a client program reads the admin's password: never an argument, never the environment. */
  async writeClientFile(
    layout: ScratchLayout,
    account: RunAccount,
  ): Promise<string> {
    const content = [
      '[client]',
      `user=${this.admin.user}`,
      `password=${this.admin.password}`,
      `socket=${layout.socket}`,
      'protocol=socket',
      '',
    ].join('\n');
    return secretFile(layout, account, 'client.cnf', content);
  }
}
