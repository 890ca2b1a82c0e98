import type { Readable } from 'node:stream';

/**
 * Listens to a server's log for SQLSTATEs and forgets the rest: its lines may
 * quote rows.
 */
export class ServerLog {
  #rest = '';
  /** SQLSTATE of the last FATAL or PANIC line. */
  fatal: string | undefined;
  /** The disk was full at least once. */
  diskFull = false;
  /** A setting this server does not know, by name. */
  unknownSetting: string | undefined;

  listen(stream: Readable): void {
    stream.setEncoding('latin1').on('data', (text: string) => {
      const lines = (this.#rest + text).split('\n');
      this.#rest = (lines.pop() ?? '').slice(-4096);
      lines.forEach(line => this.#line(line));
    });
  }

  #line(line: string): void {
    // Settings are read before our line prefix is in force.
    this.unknownSetting ??=
      /unrecognized configuration parameter "([a-z0-9_.]+)"/.exec(line)?.[1];
    const match = /^~([0-9A-Z]{5})~(LOG|ERROR|FATAL|PANIC):/.exec(line);
    if (!match) return;
    const [, state, level] = match;
    if (state === '53100') this.diskFull = true;
    if (level === 'FATAL' || level === 'PANIC') this.fatal = state;
  }
}
