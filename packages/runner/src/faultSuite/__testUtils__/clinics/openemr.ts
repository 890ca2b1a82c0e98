import { NAMES } from './oscar';

/** Tables that the profile asks for and that only need to be there and filled. */
const SIMPLE = ['forms', 'categories', 'lists', 'prescriptions'];

/** A small clinic in OpenEMR's shape. The hashes of its documents are put in once the files are made. */
export const OPENEMR_CLINIC = `
SET NAMES utf8mb4;
CREATE TABLE patient_data (
  pid bigint PRIMARY KEY, fname varchar(40), lname varchar(40), city varchar(40), last_updated datetime
) ENGINE=InnoDB CHARSET=utf8mb4;
INSERT INTO patient_data SELECT seq, ELT(1 + seq % 5, 'Zoë','André','Maria','Ian','Anaïs'), ELT(1 + seq % 8, ${NAMES}),
  ELT(1 + seq % 3, 'San José','Hamilton','Cañon'), '2026-05-11 10:00:00' FROM seq_1_to_30;
CREATE TABLE form_encounter (
  id bigint PRIMARY KEY, pid bigint, date datetime, last_update datetime, reason text,
  CONSTRAINT encounter_of FOREIGN KEY (pid) REFERENCES patient_data (pid)
) ENGINE=InnoDB CHARSET=utf8mb4;
INSERT INTO form_encounter SELECT seq, 1 + seq % 30, '2026-05-13 15:00:00' - INTERVAL (120 - seq) DAY,
  '2026-05-13 15:30:00' - INTERVAL (120 - seq) DAY, 'Résumé, follow-up?' FROM seq_1_to_120;
CREATE TABLE openemr_postcalendar_events (pc_eid int PRIMARY KEY, pc_eventDate date) ENGINE=InnoDB;
INSERT INTO openemr_postcalendar_events SELECT seq, '2026-04-01' + INTERVAL seq DAY FROM seq_1_to_200;
CREATE TABLE users (id int PRIMARY KEY, username varchar(30), fname varchar(30), lname varchar(30), npi varchar(12)) ENGINE=InnoDB CHARSET=utf8mb4;
INSERT INTO users VALUES (1,'admin','','Administrator',''),(2,'hlopez','Helena','López','1000000001'),
  (3,'aokafor','Ada','Okafor','1000000002'),(4,'rsingh','Raj','Singh','1000000003');
CREATE TABLE facility (id int PRIMARY KEY, name varchar(50), street varchar(50), postal_code varchar(10), facility_npi varchar(12)) ENGINE=InnoDB CHARSET=utf8mb4;
INSERT INTO facility VALUES (3, 'Riverside Médica', '9 River Rd', '10001', '2000000001');
CREATE TABLE list_options (list_id varchar(30), option_id varchar(30), title varchar(60), PRIMARY KEY (list_id, option_id)) ENGINE=InnoDB CHARSET=utf8mb4;
INSERT INTO list_options SELECT 'race', seq, CONCAT('Option ', seq, ' é') FROM seq_1_to_20;
CREATE TABLE layout_options (form_id varchar(30), field_id varchar(30), PRIMARY KEY (form_id, field_id)) ENGINE=InnoDB;
INSERT INTO layout_options SELECT 'DEM', seq FROM seq_1_to_10;
CREATE TABLE log (id bigint PRIMARY KEY, date datetime, event varchar(30)) ENGINE=InnoDB;
INSERT INTO log SELECT seq, '2026-05-13 17:00:00' - INTERVAL (200 - seq) MINUTE, 'view' FROM seq_1_to_200;
CREATE TABLE documents (
  id int PRIMARY KEY, type varchar(20), url varchar(255), hash varchar(255), storagemethod tinyint, deleted tinyint,
  encrypted tinyint, date datetime
) ENGINE=InnoDB CHARSET=utf8mb4;
INSERT INTO documents SELECT seq, 'file_url', CONCAT('file:///srv/openemr/sites/default/documents/', seq, '/report-', seq, '.txt'),
  '', 0, 0, 0, '2026-05-12 10:00:00' FROM seq_1_to_5;
CREATE TABLE \`keys\` (id bigint PRIMARY KEY, name varchar(20), value text) ENGINE=InnoDB;
INSERT INTO \`keys\` VALUES (1, 'sevena', 'c2VjcmV0'), (2, 'sevenb', 'c2VjcmV0');
${SIMPLE.map(
  name => `CREATE TABLE ${name} (id int PRIMARY KEY, name varchar(40)) ENGINE=InnoDB CHARSET=utf8mb4;
INSERT INTO ${name} SELECT seq, CONCAT('${name} ', seq) FROM seq_1_to_4;`,
).join('\n')}
`;
