import { DateTime, Duration } from 'luxon';

const EMPTY = '—';
/** From here on seconds are noise: nobody asks how old a backup is to the second. */
const SECONDS_UNTIL = 600;
/** As long ago, or as soon, is now. */
const NOW_MS = 5000;
/** A number and its unit never part at a line's end. */
const NBSP = '\u00a0';

/** How numbers, durations and instants are written for one reader and one clinic. */
export interface Format {
  /** `1 d 5 h`, `34 m`, `0.4 s`: the two largest units. */
  duration(seconds: number | null | undefined): string;
  /** `34 minutes`, `27 seconds`, for sentences: the largest unit or two, seconds only below a minute. */
  durationWords(seconds: number): string;
  /** `30 days`, `1 month, 2 days` of an ISO 8601 duration as it is written; the text itself when nobody can read it. */
  length(iso: string): string;
  bytes(bytes: number): string;
  number(value: number): string;
  percent(share: number): string;
  /** `5 days ago`, `in 2 hours`. */
  relative(instant: string): string;
  /** `today 07:58`, `20 Nov 23:01`, in the clinic's zone. */
  calendar(instant: string): string;
  /** `20 Nov 2026, 23:01:04 EST`, in the clinic's zone. */
  exact(instant: string): string;
  /** `20 Nov` of a `YYYY-MM-DD` date. */
  day(date: string): string;
}

export interface FormatOptions {
  locale: string;
  /** IANA zone of the clinic; `local` when it is not known. */
  zone: string;
  now: number;
  units: { day: string; hour: string; minute: string; second: string };
}

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

export const capitalise = (text: string) =>
  text.charAt(0).toLocaleUpperCase() + text.slice(1);

const NUMBERS = new Map<string, ReturnType<typeof makeNumbers>>();

const makeNumbers = (locale: string) => ({
  number: new Intl.NumberFormat(locale),
  oneDigit: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
  share: new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
  }),
  justNow: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
});

const ZONE_NAMES = new Map<string, Intl.DateTimeFormat>();

/** `EST`, `MESZ`: what readers of a language call a zone at an instant. Luxon makes what it needs for that anew each time. */
function zoneName(locale: string, zone: string, instant: Date): string {
  const key = `${locale} ${zone}`;
  const names =
    ZONE_NAMES.get(key) ??
    new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      timeZoneName: 'short',
    });
  ZONE_NAMES.set(key, names);
  const name = names
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName');
  return name?.value ?? '';
}

/** Made once: a page of the fleet has hundreds of formats, and each of these takes its time to make. */
function numbersOf(locale: string) {
  const numbers = NUMBERS.get(locale) ?? makeNumbers(locale);
  NUMBERS.set(locale, numbers);
  return numbers;
}

/** One format room for the whole plugin, so that the same age reads the same everywhere. */
export function createFormat(options: FormatOptions): Format {
  const { locale, zone, units } = options;
  const now = DateTime.fromMillis(options.now, { zone }).setLocale(locale);
  const at = (instant: string) =>
    DateTime.fromISO(instant, { zone }).setLocale(locale);
  const { number, oneDigit, share, justNow } = numbersOf(locale);
  // Strips of many clinics show the same four weeks.
  const writtenDays = new Map<string, string>();

  const duration: Format['duration'] = seconds => {
    if (seconds === null || seconds === undefined) return EMPTY;
    if (seconds < 10) {
      return `${oneDigit.format(Math.max(0, seconds))}${NBSP}${units.second}`;
    }
    const kept =
      seconds < SECONDS_UNTIL
        ? Math.round(seconds)
        : Math.floor(seconds / 60) * 60;
    const parts = Duration.fromObject({ seconds: kept }).shiftTo(
      'days',
      'hours',
      'minutes',
      'seconds',
    );
    const shown: Array<[number, string]> = [
      [parts.days, units.day],
      [parts.hours, units.hour],
      [parts.minutes, units.minute],
      [parts.seconds, units.second],
    ];
    const first = shown.findIndex(([value]) => value > 0);
    return shown
      .slice(first, first + 2)
      .filter(([value]) => value > 0)
      .map(([value, unit]) => `${number.format(value)}${NBSP}${unit}`)
      .join(' ');
  };

  return {
    duration,
    durationWords: seconds => {
      if (seconds < 60) {
        const whole = Math.max(1, Math.round(seconds));
        return Duration.fromObject({ seconds: whole }, { locale }).toHuman();
      }
      const minutes = Math.round(seconds / 60);
      const parts = Duration.fromObject({ minutes }, { locale }).shiftTo(
        'days',
        'hours',
        'minutes',
      );
      const kept = Object.entries(parts.toObject())
        .filter(([, value]) => value > 0)
        .slice(0, 2);
      return Duration.fromObject(Object.fromEntries(kept), {
        locale,
      }).toHuman({ listStyle: 'long' });
    },
    length: iso => {
      const length = Duration.fromISO(iso, { locale });
      return length.isValid ? length.toHuman() : iso;
    },
    bytes: bytes => {
      let value = bytes;
      let size = 0;
      while (value >= 1000 && size < SIZES.length - 1) {
        value /= 1000;
        size += 1;
      }
      return `${oneDigit.format(value)}${NBSP}${SIZES[size]}`;
    },
    number: value => number.format(value),
    percent: value => share.format(value),
    relative: instant => {
      const when = at(instant);
      // Clocks differ a little: what has just happened is not "in 0 seconds".
      return Math.abs(when.diff(now).toMillis()) < NOW_MS
        ? justNow.format(0, 'second')
        : when.toRelative({ base: now }) ?? EMPTY;
    },
    calendar: instant => {
      const when = at(instant);
      const days = Math.round(
        when.startOf('day').diff(now.startOf('day'), 'days').days,
      );
      if (Math.abs(days) <= 1) {
        return `${when.toRelativeCalendar({ base: now })} ${when.toFormat(
          'HH:mm',
        )}`;
      }
      return when.toFormat(
        when.year === now.year ? 'd LLL HH:mm' : 'd LLL yyyy HH:mm',
      );
    },
    exact: instant => {
      const when = at(instant);
      const zoneWord =
        when.zone.type === 'iana'
          ? zoneName(locale, when.zone.name, when.toJSDate())
          : when.offsetNameShort;
      return `${when.toFormat('d LLL yyyy, HH:mm:ss')} ${zoneWord}`;
    },
    day: date => {
      const written =
        writtenDays.get(date) ??
        DateTime.fromISO(date).setLocale(locale).toFormat('d LLL');
      writtenDays.set(date, written);
      return written;
    },
  };
}
