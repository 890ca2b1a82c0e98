import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/** The mail server, from app-config `emrBackup.mail`. */
export interface MailSettings {
  host: string;
  port: number;
  /** TLS from the first byte; otherwise STARTTLS when the server offers it. */
  secure: boolean;
  /** Rather no message than one over a line that anybody can read. */
  requireTls: boolean;
  from: string;
  login?: { user: string; pass: string };
}

/** Undefined without `emrBackup.mail`: nobody is told by e-mail then. */
export function readMailSettings(
  root: RootConfigService,
): MailSettings | undefined {
  const config = root.getOptionalConfig('emrBackup.mail');
  if (!config) return undefined;
  const secure = config.getOptionalBoolean('secure') ?? false;
  const port = config.getOptionalNumber('port') ?? (secure ? 465 : 587);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InputError(
      `emrBackup.mail.port is ${port}; it must be a whole number from 1 to 65535.`,
    );
  const user = config.getOptionalString('user');
  const from = config.getString('from');
  if (!from.includes('@'))
    throw new InputError(
      `emrBackup.mail.from is "${from}"; it must be an e-mail address such as "EMR Backup <backup@example.org>".`,
    );
  return {
    host: config.getString('host'),
    port,
    secure,
    // A password is not sent in the clear because somebody forgot a line.
    requireTls:
      config.getOptionalBoolean('requireTls') ??
      (!secure && user !== undefined),
    from,
    login:
      user === undefined ? undefined : { user, pass: config.getString('pass') },
  };
}
