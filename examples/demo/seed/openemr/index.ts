import type { Product } from '../clinic';
import { foundation, patientData } from './foundation';
import { visit } from './visit';

/** Records as OpenEMR keeps them. */
export const openemr: Product = {
  foundation,
  newcomer: (clinic, patient, at, into) =>
    patientData(clinic, patient, clinic.clock.dateTime(at), into),
  visit,
};
