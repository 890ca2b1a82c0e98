import { birthday, person } from '../people';
import { complaints } from '../clinicalText';
import type { Clinic } from '../clinic';
import type { Inserts } from '../inserts';
import { Random } from '../random';

const ROLES = ['doctor', 'nurse', 'receptionist', 'admin'] as const;
const OBJECTS = [
  '_appointment',
  '_demographic',
  '_eChart',
  '_rx',
  '_lab',
  '_edoc',
  '_billing',
  '_tickler',
  '_admin',
] as const;
const MEASUREMENTS = [
  ['BP', 'Blood pressure', 'sitting, in mmHg'],
  ['WT', 'Weight', 'in kg'],
  ['HT', 'Height', 'in cm'],
  ['A1C', 'HbA1c', 'in percent'],
] as const;

export const providerNo = (index: number) => String(101 + index);

/** The clinic, its people and its code tables. */
export function foundation(clinic: Clinic, into: Inserts): void {
  const since = `${clinic.start} 08:00:00`;
  into.add('Facility', {
    id: 1,
    name: clinic.title.slice(0, 32),
    description: 'Made-up clinic of the demo',
    lastUpdated: since,
  });
  into.add('program', {
    id: 10034,
    facilityId: 1,
    name: 'OSCAR',
    type: 'Bed',
    maxAllowed: 99999,
    programStatus: 'active',
    lastUpdateDate: since,
  });
  into.add('clinic', {
    clinic_no: 1001,
    clinic_name: clinic.title,
    clinic_address: '1 Rue de l’Exemple',
    clinic_city: clinic.city,
    clinic_postal: 'X0X 0X0',
    clinic_phone: '555-0100',
    status: 'A',
    clinic_province: clinic.province,
  });
  into.add('clinic_location', {
    clinic_location_no: '1972',
    clinic_no: 1001,
    clinic_location_name: clinic.city,
  });
  staff(clinic, since, into);
  codes(since, into);
  for (let patient = 1; patient <= clinic.patients; patient++) {
    demographic(clinic, patient, since, into);
  }
}

function staff(clinic: Clinic, since: string, into: Inserts): void {
  into.add('provider', {
    provider_no: '999998',
    last_name: 'oscardoc',
    first_name: 'doctor',
    provider_type: 'doctor',
    sex: '',
    status: '1',
    email: null,
    lastUpdateDate: since,
  });
  for (let index = 0; index < clinic.providers; index++) {
    const random = new Random(`${clinic.name}/provider/${index}`);
    const { firstName, lastName, sex } = person(random);
    const no = providerNo(index);
    into.add('provider', {
      provider_no: no,
      last_name: lastName,
      first_name: firstName,
      provider_type: index < 4 ? 'doctor' : ROLES[index % ROLES.length],
      sex,
      status: '1',
      email: `provider${no}@example.invalid`,
      lastUpdateDate: since,
    });
    into.add('security', {
      user_name: `user${no}`,
      password: `{demo}${random.uuid()}`,
      provider_no: no,
      forcePasswordReset: 0,
    });
    into.add('secUserRole', {
      provider_no: no,
      role_name: ROLES[index % ROLES.length],
      activeyn: 1,
      lastUpdateDate: since,
    });
  }
  for (const role of ROLES) {
    into.add('secRole', { role_name: role, description: role });
    for (const object of OBJECTS) {
      into.add('secObjPrivilege', {
        roleUserGroup: role,
        objectName: object,
        privilege: role === 'receptionist' ? 'r' : 'x',
        provider_no: '999998',
      });
    }
  }
  for (const object of OBJECTS) {
    into.add('secObjectName', { objectName: object, description: null });
  }
}

function codes(since: string, into: Inserts): void {
  complaints.forEach((about, index) => {
    into.add('icd9', { icd9: about.code, description: about.text });
    into.add('issue', {
      code: about.code,
      description: about.text,
      role: 'doctor',
      update_date: since,
      type: 'icd9',
      sortOrderId: index,
    });
  });
  for (const [type, name, instruction] of MEASUREMENTS) {
    into.add('measurementType', {
      type,
      typeDisplayName: name,
      typeDescription: name,
      measuringInstruction: instruction,
      validation: '',
      createDate: since,
    });
  }
  for (const [status, description] of [
    ['t', 'To Do'],
    ['H', 'Here'],
    ['B', 'Billed'],
    ['N', 'No Show'],
    ['C', 'Cancelled'],
  ]) {
    into.add('appointment_status', { status, description, color: '#FDFEC7' });
  }
  for (const doctype of ['lab', 'consult', 'insurance', 'radiology']) {
    into.add('ctl_doctype', { module: 'demographic', doctype, status: 'A' });
  }
  into.add('billingservice', {
    service_code: 'A007A',
    description: 'Intermediate assessment',
    value: '36.85',
    region: 'ON',
  });
  into.add('property', { name: 'demo', value: 'synthetic people only' });
  into.add('eform', {
    form_name: 'Sick note',
    subject: 'Sick note',
    form_html: '<html><body>Absence, certificat médical</body></html>',
  });
}

/** One registered person. */
export function demographic(
  clinic: Clinic,
  patient: number,
  at: string,
  into: Inserts,
): void {
  const random = new Random(`${clinic.name}/patient/${patient}`);
  const who = person(random);
  const [year, month, day] = birthday(who).split('-');
  const doctor = providerNo(
    random.between(0, Math.min(3, clinic.providers - 1)),
  );
  into.add('demographic', {
    demographic_no: patient,
    last_name: who.lastName,
    first_name: who.firstName,
    address: who.street,
    city: random.chance(0.7) ? clinic.city : 'Trois-Rivières',
    province: clinic.province,
    postal: 'X0X 0X0',
    phone: who.phone,
    email: who.email,
    year_of_birth: year,
    month_of_birth: month,
    date_of_birth: day,
    hin: who.healthNumber,
    ver: 'AB',
    roster_status: 'RO',
    patient_status: 'AC',
    date_joined: at.slice(0, 10),
    official_lang: who.language === 'French' ? 'French' : 'English',
    spoken_lang: who.language,
    provider_no: doctor,
    sex: who.sex,
    hc_type: 'ON',
    lastUpdateUser: doctor,
    lastUpdateDate: at,
  });
  into.add('admission', {
    client_id: patient,
    program_id: 10034,
    provider_no: doctor,
    admission_date: at,
    admission_status: 'current',
    lastUpdateDate: at,
  });
  if (random.chance(0.18)) {
    into.add('allergies', {
      demographic_no: patient,
      entry_date: at.slice(0, 10),
      DESCRIPTION: random.pick(['PENICILLINS', 'SULFONAMIDES', 'Arachide']),
      reaction: random.pick(['Rash', 'Éruption cutanée', 'Swelling']),
      lastUpdateDate: at,
      providerNo: doctor,
    });
  }
}
