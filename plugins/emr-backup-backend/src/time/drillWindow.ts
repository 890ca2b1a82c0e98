import { InputError } from '@backstage/errors';
import { DateTime } from 'luxon';

const FORMAT = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/;

/** Local hours in which drills may start. */
export interface DrillWindow {
  startMinute: number;
  endMinute: number;
}

/** Reads `20:00-06:00`. */
export function parseWindow(text: string): DrillWindow {
  const match = FORMAT.exec(text.trim());
  const [startHour, startMinute, endHour, endMinute] = (match ?? [])
    .slice(1)
    .map(Number);
  const valid =
    match &&
    startHour < 24 &&
    endHour <= 24 &&
    startMinute < 60 &&
    endMinute < 60;
  if (!valid)
    throw new InputError(
      `"${text}" is not a window of local hours such as 20:00-06:00.`,
    );
  return {
    startMinute: startHour * 60 + startMinute,
    endMinute: endHour * 60 + endMinute,
  };
}

/** The instant itself when the window is open then, else the next opening. */
export function nextInWindow(
  window: DrillWindow,
  timezone: string,
  instant: Date,
): Date {
  const local = DateTime.fromJSDate(instant).setZone(timezone);
  const minute = local.hour * 60 + local.minute;
  const { startMinute, endMinute } = window;
  const overnight = startMinute >= endMinute;
  const open = overnight
    ? minute >= startMinute || minute < endMinute
    : minute >= startMinute && minute < endMinute;
  if (open) return instant;
  const opening = local
    .startOf('day')
    .set({ hour: Math.floor(startMinute / 60), minute: startMinute % 60 });
  return (opening > local ? opening : opening.plus({ days: 1 })).toJSDate();
}
