import nodemailer, { type Transporter } from 'nodemailer';
import { DeliveryProblem } from './DeliveryProblem';
import type { MailSettings } from './MailSettings';
import { htmlOf, textOf, type MailText } from './mailText';

/** A server that says nothing for so long is given up; the message is tried again later. */
const SILENCE_MS = 30_000;

/** Sends letters by SMTP. */
export class Mailer {
  readonly #transport: Transporter;
  readonly #from: string;
  readonly #consoleUrl: string;

  constructor(settings: MailSettings, consoleUrl: string) {
    const { host, port, secure, requireTls, login, from } = settings;
    this.#from = from;
    this.#consoleUrl = consoleUrl.replace(/\/+$/, '');
    this.#transport = nodemailer.createTransport({
      host,
      port,
      secure,
      requireTLS: requireTls,
      auth: login,
      connectionTimeout: SILENCE_MS,
      greetingTimeout: SILENCE_MS,
      socketTimeout: SILENCE_MS,
    });
  }

  async send(
    to: string,
    letter: MailText,
    thread: string | undefined,
  ): Promise<void> {
    try {
      await this.#transport.sendMail({
        from: this.#from,
        // An object, so that no part of the address is read as a list of more.
        to: { name: '', address: to },
        subject: `[EMR Backup] ${oneLine(letter.subject)}`,
        text: textOf(letter, this.#consoleUrl),
        html: htmlOf(letter, this.#consoleUrl),
        references: thread ? [`<${thread}@emr-backup>`] : undefined,
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    } catch (error) {
      throw new DeliveryProblem(problemOf(error));
    }
  }

  close(): void {
    this.#transport.close();
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What servers answer may hold anything; their code says enough. */
function problemOf(error: unknown): string {
  const { code, responseCode } = Object(error) as {
    code?: unknown;
    responseCode?: unknown;
  };
  if (typeof responseCode === 'number')
    return `The mail server refused the message (${responseCode}).`;
  if (typeof code === 'string' && /^[A-Z]{3,20}$/.test(code))
    return `The mail server could not be used (${code}).`;
  return 'The mail server could not be used.';
}
