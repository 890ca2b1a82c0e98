/** Major version of a PostgreSQL version string: 9 for `9.6.24`, 16 for `16.4 (Debian …)`. */
export function majorOf(version: string): number {
  return Number(/^\D*(\d+)/.exec(version)?.[1] ?? NaN);
}

/** Time stamps of a verbose dump count only with a zone that can mean one thing. */
export function instantOf(text: string): string | undefined {
  const match =
    /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) (?:UTC|GMT|Z|([+-]\d\d):?(\d\d)?)$/.exec(
      text.trim(),
    );
  if (!match) return undefined;
  const [, day, time, hours, minutes = '00'] = match;
  const instant = new Date(
    `${day}T${time}${hours ? `${hours}:${minutes}` : 'Z'}`,
  );
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

/**
 * What the comments pg_dump writes tell: versions, times, and whether the last
 * line a finished dump has is there.
 */
export class DumpHeader {
  serverVersion: string | undefined;
  dumpVersion: string | undefined;
  takenAt: string | undefined;
  #opened = false;
  #clusterOpened = false;
  #complete = false;

  comment(text: string): void {
    const line = text.replace(/^--\s*/, '').trim();
    if (line === 'PostgreSQL database cluster dump') {
      this.#clusterOpened = true;
      this.#complete = false;
    } else if (line === 'PostgreSQL database dump') {
      this.#opened = true;
      this.#complete = false;
    } else if (line === 'PostgreSQL database dump complete') {
      this.#complete = !this.#clusterOpened;
    } else if (line === 'PostgreSQL database cluster dump complete') {
      this.#complete = true;
      this.#clusterOpened = false;
      this.#opened = true;
    }
    this.#versions(line);
  }

  #versions(line: string): void {
    const version =
      /^Dumped (from database|by pg_dump) version (\d[\w.]*)/.exec(line);
    if (version?.[1] === 'from database') this.serverVersion = version[2];
    else if (version) this.dumpVersion = version[2];
    const started = /^Started on (.+)$/.exec(line);
    if (started) this.takenAt ??= instantOf(started[1]);
  }

  /** True once the first line of a dump of one database was seen: pg_dump wrote what follows. */
  get opened(): boolean {
    return this.#opened;
  }

  /** Something after the last line means it was not the last. */
  content(): void {
    this.#complete = false;
  }

  /** Null when this was not written by pg_dump or pg_dumpall. */
  get trailer(): boolean | null {
    return this.#opened || this.#clusterOpened ? this.#complete : null;
  }
}
