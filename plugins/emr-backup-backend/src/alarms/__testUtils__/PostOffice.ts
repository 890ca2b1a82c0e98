import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A letter as it arrived. */
export interface ReceivedMail {
  to: string[];
  subject: string;
  text: string;
  raw: string;
}

/** A real SMTP server on loopback that keeps what it gets, or refuses it. */
export class PostOffice {
  readonly received: ReceivedMail[] = [];
  /** While set, every message is refused with this code. */
  refuseWith: number | undefined;
  #server: SMTPServer | undefined;
  port = 0;

  static async open(): Promise<PostOffice> {
    const office = new PostOffice();
    await office.#listen();
    return office;
  }

  async #listen(): Promise<void> {
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', chunk => chunks.push(chunk));
        stream.on('end', () => {
          if (this.refuseWith !== undefined) {
            done(
              Object.assign(new Error('Patient John Doe is unknown here'), {
                responseCode: this.refuseWith,
              }),
            );
            return;
          }
          this.received.push(
            mailOf(
              Buffer.concat(chunks).toString('utf8'),
              session.envelope.rcptTo.map(({ address }) => address),
            ),
          );
          done();
        });
      },
    });
    this.#server = server;
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    this.port = (server.server.address() as AddressInfo).port;
  }

  /** From the address, oldest first. */
  lettersTo(address: string): ReceivedMail[] {
    return this.received.filter(({ to }) => to.includes(address));
  }

  async close(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#server?.close(() => resolve());
    });
  }
}

function mailOf(raw: string, to: string[]): ReceivedMail {
  const unfolded = raw.replace(/\r\n[ \t]+/g, ' ');
  const subject = /^Subject: (.*)$/m.exec(unfolded)?.[1].trim() ?? '';
  const text = raw
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) =>
      String.fromCharCode(parseInt(hex, 16)),
    );
  return { to, subject, text, raw };
}
