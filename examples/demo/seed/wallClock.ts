const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  let known = formats.get(zone);
  if (!known) {
    known = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    formats.set(zone, known);
  }
  return known;
}

/** A clinic's wall clock: EMRs write local time without saying so. */
export class WallClock {
  constructor(readonly zone: string) {}

  /** `2026-11-21 23:01:04`. */
  dateTime(at: Date): string {
    return format(this.zone).format(at);
  }

  date(at: Date): string {
    return this.dateTime(at).slice(0, 10);
  }

  time(at: Date): string {
    return this.dateTime(at).slice(11);
  }

  /** The instant at which this wall shows the given local date and time. */
  instant(local: string): Date {
    const guess = new Date(`${local.replace(' ', 'T')}Z`);
    const shown = new Date(`${this.dateTime(guess).replace(' ', 'T')}Z`);
    const first = new Date(2 * guess.getTime() - shown.getTime());
    const again = new Date(`${this.dateTime(first).replace(' ', 'T')}Z`);
    return new Date(first.getTime() + guess.getTime() - again.getTime());
  }
}
