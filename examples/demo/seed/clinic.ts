import type { Inserts } from './inserts';
import type { WallClock } from './wallClock';

/** The clinic whose records are made up. */
export interface Clinic {
  /** Seeds everything: the same name gives the same clinic. */
  name: string;
  title: string;
  city: string;
  province: string;
  clock: WallClock;
  /** Patients on the day the records start. */
  patients: number;
  providers: number;
  visitsPerDay: number;
  /** `YYYY-MM-DD` on which the records start. */
  start: string;
}

/** One visit, placed in time. */
export interface Visit {
  /** Unique within the clinic; seeds what the visit says. */
  key: string;
  /** Counts the clinic's visits; used where a row needs a number of its own. */
  number: number;
  at: Date;
  patient: number;
}

/** Writes a clinic's records the way one EMR product keeps them. */
export interface Product {
  /** Everything that is there before the first visit. */
  foundation(clinic: Clinic, into: Inserts): void;
  /** A patient registered on a later day. */
  newcomer(clinic: Clinic, patient: number, at: Date, into: Inserts): void;
  visit(clinic: Clinic, visit: Visit, into: Inserts): void;
}
