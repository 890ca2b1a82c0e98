import type { Clinic, Visit } from './clinic';
import { Random } from './random';

const DAY = 86_400_000;

/** Someone who registered after the records started. */
export interface Newcomer {
  patient: number;
  at: Date;
}

/** What happens at a clinic after `from`, up to and including `to`. */
export interface Slice {
  newcomers: Newcomer[];
  visits: Visit[];
}

/**
 * Lays out a clinic's days. A day is the same however the time is sliced, so
 * records only ever grow from one backup to the next, as they do in a clinic.
 */
export function slice(clinic: Clinic, from: Date, to: Date): Slice {
  const newcomers: Newcomer[] = [];
  const visits: Visit[] = [];
  const within = (at: Date) => at > from && at <= to;
  const noon = Date.parse(`${clinic.start}T12:00:00Z`);
  for (let day = 0; ; day++) {
    const date = new Date(noon + day * DAY).toISOString().slice(0, 10);
    const opens = clinic.clock.instant(`${date} 00:00:00`);
    if (opens > to) break;
    if (opens.getTime() + 26 * 3_600_000 < from.getTime()) continue;

    const registered = clinic.patients + Math.floor(day / 2) + 1;
    if (day % 2 === 1) {
      const at = clinic.clock.instant(`${date} 08:05:00`);
      if (within(at)) newcomers.push({ patient: registered, at });
    }
    visitsOn(clinic, date, day, registered - 1)
      .filter(visit => within(visit.at))
      .forEach(visit => visits.push(visit));
  }
  visits.push(lastVisit(clinic, to));
  visits.sort((a, b) => a.at.getTime() - b.at.getTime());
  return { newcomers, visits };
}

function visitsOn(
  clinic: Clinic,
  date: string,
  day: number,
  patients: number,
): Visit[] {
  const random = new Random(`${clinic.name}/${date}`);
  const weekend = [0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay());
  const count = weekend
    ? Math.ceil(clinic.visitsPerDay / 6)
    : clinic.visitsPerDay + random.between(-3, 3);
  const clockTimes = Array.from(
    { length: count },
    () => 8 * 60 + random.between(10, 590),
  );
  // Somebody is on call every evening and night.
  clockTimes.push(random.between(5, 400), 20 * 60 + random.between(0, 170));
  return clockTimes.map((minute, index) => ({
    key: `${clinic.name}/${date}/${index}`,
    number: day * 100 + index + 1,
    at: clinic.clock.instant(
      `${date} ${pad(Math.floor(minute / 60))}:${pad(minute % 60)}:${pad(
        (index * 7) % 60,
      )}`,
    ),
    patient: random.between(1, patients),
  }));
}

/**
 * Someone works shortly before every backup, whatever the hour: the demo's
 * backups are then as fresh as their age says.
 */
function lastVisit(clinic: Clinic, to: Date): Visit {
  const at = new Date(to.getTime() - 7 * 60_000);
  const [date, time] = clinic.clock.dateTime(at).split(' ');
  const day = Math.round(
    (Date.parse(`${date}T12:00:00Z`) -
      Date.parse(`${clinic.start}T12:00:00Z`)) /
      DAY,
  );
  return {
    key: `${clinic.name}/${date}/last/${time}`,
    // 60 and up is free: no day has so many visits, no hour two backups.
    number: day * 100 + 60 + Number(time.slice(0, 2)),
    at,
    patient: 1,
  };
}

const pad = (value: number) => String(value).padStart(2, '0');
