import { complaint, medicine, note, type Complaint } from '../clinicalText';
import type { Clinic, Visit } from '../clinic';
import type { Inserts } from '../inserts';
import { Random } from '../random';
import { providerNo } from './foundation';

/** Rows of one visit share these. */
interface Scene {
  clinic: Clinic;
  visit: Visit;
  random: Random;
  about: Complaint;
  provider: string;
  /** Local date and time of the visit. */
  now: string;
  today: string;
}

/** A visit: booked before, seen, charted, prescribed, billed, logged. */
export function visit(clinic: Clinic, at: Visit, into: Inserts): void {
  const random = new Random(at.key);
  const now = clinic.clock.dateTime(at.at);
  const scene: Scene = {
    clinic,
    visit: at,
    random,
    about: complaint(random),
    provider: providerNo(random.between(0, clinic.providers - 1)),
    now,
    today: now.slice(0, 10),
  };
  appointments(scene, into);
  chart(scene, into);
  if (random.chance(0.45)) prescribe(scene, into);
  if (random.chance(0.3)) measure(scene, into);
  if (random.chance(0.2)) fileDocument(scene, into);
  if (random.chance(0.15)) remind(scene, into);
  bill(scene, into);
  audit(scene, into);
}

function appointments(scene: Scene, into: Inserts): void {
  const { clinic, visit: at, random, about, provider, now, today } = scene;
  const booking = {
    provider_no: provider,
    demographic_no: at.patient,
    program_id: 10034,
    reason: about.reason,
    location: clinic.city.slice(0, 30),
    createdatetime: now,
    updatedatetime: now,
    creator: provider,
    lastupdateuser: provider,
  };
  const start = now.slice(11, 16);
  into.add('appointment', {
    ...booking,
    appointment_date: today,
    start_time: `${start}:00`,
    end_time: `${start}:59`,
    status: 'B',
  });
  // The next visit is booked ahead: rows of the future that prove nothing.
  if (random.chance(0.35)) {
    const ahead = new Date(
      at.at.getTime() + random.between(3, 60) * 86_400_000,
    );
    into.add('appointment', {
      ...booking,
      appointment_date: clinic.clock.date(ahead),
      start_time: '10:00:00',
      end_time: '10:14:00',
      status: 't',
    });
  }
}

function chart(scene: Scene, into: Inserts): void {
  const { visit: at, random, about, provider, now } = scene;
  const text = note(random, about);
  into.add('casemgmt_note', {
    update_date: now,
    observation_date: now,
    demographic_no: at.patient,
    provider_no: provider,
    note: text,
    signed: 1,
    signing_provider_no: provider,
    encounter_type: 'face to face encounter with client',
    program_no: '10034',
    reporter_caisi_role: '1',
    reporter_program_team: '0',
    history: text,
    locked: '0',
    uuid: random.uuid(),
    appointmentNo: 0,
  });
  if (random.chance(0.25)) {
    into.add('dxresearch', {
      demographic_no: at.patient,
      start_date: scene.today,
      update_date: now,
      dxresearch_code: about.code,
      coding_system: 'icd9',
      providerNo: provider,
    });
  }
}

function prescribe(scene: Scene, into: Inserts): void {
  const { visit: at, random, provider, now, today } = scene;
  const drug = medicine(random);
  into.add('prescription', {
    provider_no: provider,
    demographic_no: at.patient,
    date_prescribed: today,
    date_printed: today,
    textView: `${drug.brand}\nPrendre 1 comprimé, matin et soir`,
    lastUpdateDate: now,
  });
  into.add('drugs', {
    provider_no: provider,
    demographic_no: at.patient,
    rx_date: today,
    end_date: scene.clinic.clock.date(
      new Date(at.at.getTime() + 30 * 86_400_000),
    ),
    written_date: today,
    BN: drug.brand,
    takemin: 1,
    takemax: 1,
    freqcode: 'BID',
    duration: '30',
    durunit: 'D',
    quantity: '60',
    repeat: random.between(0, 3),
    special: `${drug.brand}\n1 tab BID × 30 days — à jeun`,
    GN: drug.generic,
    ATC: drug.atc,
    create_date: now,
    lastUpdateDate: now,
  });
}

function measure(scene: Scene, into: Inserts): void {
  const { visit: at, random, provider, now } = scene;
  into.add('measurements', {
    type: 'BP',
    demographicNo: at.patient,
    providerNo: provider,
    dataField: `${random.between(98, 158)}/${random.between(58, 98)}`,
    measuringInstruction: 'sitting, in mmHg',
    comments: '',
    dateObserved: now,
    dateEntered: now,
    appointmentNo: 0,
  });
}

function fileDocument(scene: Scene, into: Inserts): void {
  const { visit: at, provider, now, today } = scene;
  into.add('document', {
    document_no: at.number,
    doctype: 'lab',
    docdesc: 'Résultat de laboratoire',
    docfilename: `${now.replace(/\D/g, '')}${at.number}.pdf`,
    doccreator: provider,
    responsible: provider,
    updatedatetime: now,
    status: 'A',
    contenttype: 'application/pdf',
    contentdatetime: now,
    observationdate: today,
    number_of_pages: 1,
  });
  into.add('ctl_document', {
    module: 'demographic',
    module_id: at.patient,
    document_no: at.number,
    status: 'A',
  });
}

function remind(scene: Scene, into: Inserts): void {
  const { visit: at, provider, now } = scene;
  into.add('tickler', {
    demographic_no: at.patient,
    program_id: 10034,
    message: 'Rappeler le résultat — call back with result',
    status: 'A',
    update_date: now,
    service_date: now,
    creator: provider,
    task_assigned_to: provider,
  });
}

function bill(scene: Scene, into: Inserts): void {
  const { clinic, visit: at, about, provider, now, today } = scene;
  into.add('billing_on_cheader1', {
    id: at.number,
    header_id: 0,
    demographic_no: at.patient,
    provider_no: provider,
    province: clinic.province,
    billing_date: today,
    billing_time: now.slice(11),
    total: 36.85,
    paid: 0,
    status: 'O',
    creator: provider,
    timestamp1: now,
  });
  into.add('billing_on_item', {
    ch1_id: at.number,
    service_code: 'A007A',
    fee: '36.85',
    ser_num: '01',
    service_date: today,
    dx: about.code,
    status: 'O',
  });
}

function audit(scene: Scene, into: Inserts): void {
  const { visit: at, provider, now } = scene;
  for (const [action, content] of [
    ['read', 'demographic'],
    ['read', 'eChart'],
    ['add', 'CME note'],
    ['update', 'appointment'],
  ]) {
    into.add('log', {
      dateTime: now,
      provider_no: provider,
      action,
      content,
      contentId: String(at.number),
      ip: '192.0.2.10',
      demographic_no: at.patient,
    });
  }
}
