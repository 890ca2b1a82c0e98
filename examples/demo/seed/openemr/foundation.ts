import { birthday, person } from '../people';
import { complaints, medicines } from '../clinicalText';
import type { Clinic } from '../clinic';
import type { Inserts } from '../inserts';
import { Random } from '../random';

const LISTS: Record<string, readonly string[]> = {
  language: ['English', 'French', 'Tagalog', 'Punjabi', 'Español'],
  sex: ['Female', 'Male', 'Unknown'],
  state: ['Saskatchewan', 'Manitoba', 'Québec'],
  outcome: ['Resolved', 'Improved', 'Status quo', 'Worse', 'Pending followup'],
};

export const username = (id: number) => `clinician${id}`;

/** The clinic, its people and its code tables. */
export function foundation(clinic: Clinic, into: Inserts): void {
  const since = `${clinic.start} 08:00:00`;
  into.add('version', {
    v_major: 7,
    v_minor: 0,
    v_patch: 3,
    v_database: 530,
    v_acl: 12,
  });
  into.add('globals', { gl_name: 'openemr_name', gl_value: clinic.title });
  into.add('facility', {
    id: 3,
    name: clinic.title,
    phone: '555-0100',
    street: '1 Rue de l’Exemple',
    city: clinic.city,
    state: clinic.province,
    postal_code: 'X0X 0X0',
    country_code: 'CA',
    facility_npi: '0000000000',
  });
  staff(clinic, into);
  lists(into);
  for (let pid = 1; pid <= clinic.patients; pid++) {
    patientData(clinic, pid, since, into);
  }
}

function staff(clinic: Clinic, into: Inserts): void {
  for (let id = 1; id <= clinic.providers; id++) {
    const random = new Random(`${clinic.name}/user/${id}`);
    const { firstName, lastName } = person(random);
    into.add('users', {
      id,
      username: username(id),
      authorized: 1,
      fname: firstName,
      lname: lastName,
      facility: clinic.title,
      facility_id: 3,
      npi: `00000${id}`,
      email: `${username(id)}@example.invalid`,
      calendar: 1,
    });
    into.add('users_secure', {
      id,
      username: username(id),
      password: `{demo}${random.uuid()}`,
    });
    into.add('groups', { name: 'Default', user: username(id) });
    into.add('gacl_aro', {
      id: 10 + id,
      section_value: 'users',
      value: username(id),
      name: `${firstName} ${lastName}`,
    });
  }
}

function lists(into: Inserts): void {
  for (const [list, titles] of Object.entries(LISTS)) {
    titles.forEach((title, seq) =>
      into.add('list_options', {
        list_id: list,
        option_id: title.toLocaleLowerCase('en-US').replace(/\W/g, '_'),
        title,
        seq,
      }),
    );
  }
  ['fname', 'lname', 'DOB', 'sex', 'street', 'city'].forEach((field, seq) =>
    into.add('layout_options', {
      form_id: 'DEM',
      field_id: field,
      group_id: '1',
      title: field,
      seq,
      data_type: 2,
    }),
  );
  ['Categories', 'Lab Report', 'Medical Record'].forEach((name, index) =>
    into.add('categories', {
      id: index + 1,
      name,
      parent: index ? 1 : 0,
      lft: index * 2,
      rght: index * 2 + 1,
    }),
  );
  complaints.forEach(about =>
    into.add('codes', {
      code_text: about.text,
      code: about.code,
      code_type: 2,
    }),
  );
  medicines.forEach(drug => into.add('drugs', { name: drug.brand }));
  ['Office Visit', 'Phone Call', 'Established Patient'].forEach(name =>
    into.add('openemr_postcalendar_categories', {
      pc_catname: name,
      pc_catcolor: '#FFFFCC',
      pc_duration: 900,
    }),
  );
  ['soap', 'vitals', 'newpatient'].forEach(directory =>
    into.add('registry', { name: directory, state: 1, directory }),
  );
  into.add('insurance_companies', { id: 1, name: 'Example Provincial Plan' });
  // What OpenEMR keeps in `keys` is itself encrypted with a key file.
  into.add('keys', { name: 'sevena', value: 'ZGVtbyBvbmx5LCBubyBrZXk=' });
  into.add('keys', { name: 'sevenb', value: 'ZGVtbyBvbmx5LCBubyBrZXk=' });
  into.add('sequences', { id: 1 });
}

/** One registered person. */
export function patientData(
  clinic: Clinic,
  pid: number,
  at: string,
  into: Inserts,
): void {
  const random = new Random(`${clinic.name}/patient/${pid}`);
  const who = person(random);
  into.add('patient_data', {
    id: pid,
    uuid: Buffer.from(random.uuid().replace(/-/g, ''), 'hex'),
    language: who.language,
    fname: who.firstName,
    lname: who.lastName,
    DOB: birthday(who),
    street: who.street,
    postal_code: 'X0X 0X0',
    city: random.chance(0.7) ? clinic.city : 'Saint-Jérôme-des-Prés',
    state: clinic.province,
    country_code: 'CA',
    phone_home: who.phone,
    date: at,
    sex: who.sex === 'F' ? 'Female' : 'Male',
    providerID: random.between(1, clinic.providers),
    email: who.email,
    pubpid: String(pid),
    pid,
    hipaa_notice: 'YES',
    regdate: at,
    last_updated: at,
  });
  into.add('history_data', {
    tobacco: random.pick(['never', 'quit', 'jamais']),
    date: at,
    pid,
  });
  into.add('insurance_data', {
    type: 'primary',
    provider: '1',
    plan_name: 'Provincial',
    policy_number: who.healthNumber,
    subscriber_lname: who.lastName,
    subscriber_fname: who.firstName,
    date: at.slice(0, 10),
    pid,
  });
}
