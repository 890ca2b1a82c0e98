const simple = (name: string) =>
  `CREATE TABLE ${name} (id serial PRIMARY KEY, name text, create_date timestamp, write_date timestamp);
INSERT INTO ${name} (name, create_date) SELECT '${name} ' || i, '2026-05-12 10:00' FROM generate_series(1, 5) i;`;

/** What the profile asks for and that only needs to be there and filled. */
const FILLED = [
  'gnuhealth_prescription_order',
  'gnuhealth_appointment',
  'gnuhealth_pathology',
  'res_user',
  'ir_module',
  'ir_session',
].map(simple);

/** The many tables of Tryton's other modules. */
const OTHERS = Array.from(
  { length: 90 },
  (_, n) => `CREATE TABLE account_item_${n} (id serial PRIMARY KEY);`,
);

/** A small hospital in GNU Health's shape, its times in UTC as Tryton writes them. */
export const GNU_HEALTH_HOSPITAL = `
${[...FILLED, ...OTHERS].join('\n')}
CREATE TABLE party_party (id serial PRIMARY KEY, name text, lastname text, create_date timestamp, write_date timestamp);
INSERT INTO party_party (name, lastname, create_date)
  SELECT 'José', (ARRAY['Núñez','Peña','García','Muñoz'])[1 + i % 4], '2026-05-10 10:00' FROM generate_series(1, 30) i;
CREATE TABLE gnuhealth_patient (id serial PRIMARY KEY, name integer REFERENCES party_party (id), create_date timestamp, write_date timestamp);
INSERT INTO gnuhealth_patient (name, create_date) SELECT i, '2026-05-10 10:00' FROM generate_series(1, 30) i;
CREATE TABLE gnuhealth_patient_evaluation (
  id serial PRIMARY KEY, patient integer REFERENCES gnuhealth_patient (id), notes text, create_date timestamp, write_date timestamp
);
INSERT INTO gnuhealth_patient_evaluation (patient, notes, create_date, write_date)
  SELECT 1 + i % 30, 'Evaluación', '2026-05-13 20:00'::timestamp - (60 - i) * interval '9 hours', '2026-05-13 20:00'::timestamp - (60 - i) * interval '9 hours'
  FROM generate_series(1, 60) i;
CREATE TABLE gnuhealth_institution (id serial PRIMARY KEY, code text, name integer);
INSERT INTO gnuhealth_institution (code, name) VALUES ('HSM', 1);
CREATE TABLE gnuhealth_healthprofessional (id serial PRIMARY KEY, name integer, code text);
INSERT INTO gnuhealth_healthprofessional (name, code) SELECT i, 'P' || i FROM generate_series(1, 5) i;
CREATE TABLE ir_attachment (id serial PRIMARY KEY, file_id text, create_date timestamp);
INSERT INTO ir_attachment (file_id, create_date) SELECT md5(i::text), '2026-05-12 10:00' FROM generate_series(1, 3) i;
`;
