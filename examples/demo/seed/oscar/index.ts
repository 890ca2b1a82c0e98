import type { Product } from '../clinic';
import { demographic, foundation } from './foundation';
import { visit } from './visit';

/** Records as OSCAR keeps them. */
export const oscar: Product = {
  foundation,
  newcomer: (clinic, patient, at, into) =>
    demographic(clinic, patient, clinic.clock.dateTime(at), into),
  visit,
};
