import { createHash } from 'node:crypto';
import { complaint, medicine, note, type Complaint } from '../clinicalText';
import type { Clinic, Visit } from '../clinic';
import type { Inserts } from '../inserts';
import { Random } from '../random';
import { username } from './foundation';

/** Rows of one visit share these. */
interface Scene {
  clinic: Clinic;
  visit: Visit;
  random: Random;
  about: Complaint;
  provider: number;
  /** Local date and time of the visit. */
  now: string;
  /** The same instant in UTC, for TIMESTAMP columns. */
  utc: string;
  text: string;
}

const uuid = (random: Random) =>
  Buffer.from(random.uuid().replace(/-/g, ''), 'hex');

/** A visit: encounter, SOAP note, vitals, prescription, bill, audit log. */
export function visit(clinic: Clinic, at: Visit, into: Inserts): void {
  const random = new Random(at.key);
  const about = complaint(random);
  const scene: Scene = {
    clinic,
    visit: at,
    random,
    about,
    provider: random.between(1, clinic.providers),
    now: clinic.clock.dateTime(at.at),
    utc: at.at.toISOString().slice(0, 19).replace('T', ' '),
    text: note(random, about),
  };
  encounter(scene, into);
  forms(scene, into);
  calendar(scene, into);
  if (random.chance(0.45)) prescribe(scene, into);
  if (random.chance(0.25)) problem(scene, into);
  if (random.chance(0.15)) fileDocument(scene, into);
  bill(scene, into);
  audit(scene, into);
}

function encounter(scene: Scene, into: Inserts): void {
  const { clinic, visit: at, random, about, provider, now, utc } = scene;
  into.add('form_encounter', {
    id: at.number,
    uuid: uuid(random),
    date: now,
    reason: `${about.reason} — ${about.text}`,
    facility: clinic.title,
    facility_id: 3,
    pid: at.patient,
    encounter: at.number,
    provider_id: provider,
    last_update: utc,
  });
}

function forms(scene: Scene, into: Inserts): void {
  const { visit: at, random, about, provider, now, text } = scene;
  const form = {
    date: now,
    pid: at.patient,
    user: username(provider),
    groupname: 'Default',
    authorized: 1,
  };
  into.add('form_soap', {
    ...form,
    id: at.number,
    activity: 1,
    subjective: text,
    objective: 'Température 37,1 °C; poumons clairs',
    assessment: about.text,
    plan: 'Revoir au besoin',
  });
  into.add('form_vitals', {
    ...form,
    id: at.number,
    activity: 1,
    bps: String(random.between(98, 158)),
    bpd: String(random.between(58, 98)),
    weight: random.between(90, 220),
    height: random.between(58, 76),
    last_updated: now,
  });
  for (const [name, directory] of [
    ['New Patient Encounter', 'newpatient'],
    ['SOAP', 'soap'],
    ['Vitals', 'vitals'],
  ]) {
    into.add('forms', {
      ...form,
      encounter: at.number,
      form_name: name,
      form_id: at.number,
      formdir: directory,
      provider_id: provider,
    });
  }
}

function calendar(scene: Scene, into: Inserts): void {
  const { clinic, visit: at, random, about, provider, now } = scene;
  // Booked ahead: rows of the future that prove nothing.
  const ahead = new Date(at.at.getTime() + random.between(3, 60) * 86_400_000);
  into.add('openemr_postcalendar_events', {
    pc_catid: 1,
    pc_aid: String(provider),
    pc_pid: String(at.patient),
    pc_title: about.reason,
    pc_time: now,
    pc_eventDate: clinic.clock.date(ahead),
    pc_duration: 900,
    pc_startTime: '10:00:00',
    pc_endTime: '10:15:00',
    pc_facility: 3,
  });
}

function prescribe(scene: Scene, into: Inserts): void {
  const { visit: at, random, provider, now } = scene;
  into.add('prescriptions', {
    uuid: uuid(random),
    patient_id: at.patient,
    date_added: now,
    date_modified: now,
    provider_id: provider,
    encounter: at.number,
    start_date: now.slice(0, 10),
    drug: medicine(random).brand,
    dosage: '1 comprimé',
    quantity: '60',
    refills: random.between(0, 3),
  });
}

function problem(scene: Scene, into: Inserts): void {
  const { visit: at, random, about, provider, now, utc } = scene;
  into.add('lists', {
    uuid: uuid(random),
    date: now,
    type: 'medical_problem',
    title: about.text,
    begdate: now,
    diagnosis: `ICD9:${about.code}`,
    activity: 1,
    pid: at.patient,
    user: username(provider),
    modifydate: utc,
  });
}

function fileDocument(scene: Scene, into: Inserts): void {
  const { visit: at, random, provider, now, utc } = scene;
  const name = `lab-${at.number}.txt`;
  into.add('documents', {
    id: at.number,
    uuid: uuid(random),
    type: 'file_url',
    size: 64,
    date: now,
    url: `file:///var/www/openemr/sites/default/documents/${at.patient}/${name}`,
    mimetype: 'text/plain',
    owner: provider,
    revision: utc,
    foreign_id: at.patient,
    docdate: now.slice(0, 10),
    hash: createHash('sha3-512').update(at.key).digest('hex'),
    name,
  });
  into.add('categories_to_documents', {
    category_id: 2,
    document_id: at.number,
  });
}

function bill(scene: Scene, into: Inserts): void {
  const { visit: at, about, provider, now } = scene;
  into.add('billing', {
    date: now,
    code_type: 'ICD9',
    code: about.code,
    pid: at.patient,
    provider_id: provider,
    encounter: at.number,
    code_text: about.text,
    billed: 0,
    activity: 1,
    units: 1,
    fee: 42.5,
  });
}

function audit(scene: Scene, into: Inserts): void {
  const { visit: at, provider, now } = scene;
  for (const event of [
    'view',
    'patient-record-select',
    'patient-record-insert',
  ]) {
    into.add('log', {
      date: now,
      event,
      category: 'Patient Demographics',
      user: username(provider),
      groupname: 'Default',
      patient_id: at.patient,
    });
  }
}
