/** The moment at which every backup of this suite is judged. */
export const AS_OF = '2026-05-14T07:00:00-04:00';

/** Names with letters that a wrong character set damages. */
export const NAMES =
  "'Tremblay','Lévesque','Côté','Gagné','Bélanger','Zoë-Müller','Núñez','O''Brien'";

/** Tables that the profile asks for and that only need to be there and filled. */
const SIMPLE = [
  'secUserRole',
  'secObjPrivilege',
  'ctl_document',
  'program',
  'Facility',
  'issue',
  'measurementType',
];

/** A small clinic in OSCAR's shape, on several storage engines, with a view, a trigger, routines and foreign keys. */
export const OSCAR_CLINIC = `
SET NAMES utf8mb4;
CREATE TABLE demographic (
  demographic_no int PRIMARY KEY AUTO_INCREMENT, last_name varchar(40), first_name varchar(40),
  city varchar(40), hin varchar(20) UNIQUE, lastUpdateDate datetime, KEY (last_name)
) ENGINE=InnoDB CHARSET=utf8mb4;
INSERT INTO demographic SELECT seq, ELT(1 + seq % 8, ${NAMES}), ELT(1 + seq % 5, 'Zoë','André','Maria','Ian','Anaïs'),
  ELT(1 + seq % 3, 'Montréal','Hamilton','Trois-Rivières'), CONCAT('900', seq), '2026-05-10 09:00:00' FROM seq_1_to_40;
CREATE TABLE provider (provider_no varchar(6) PRIMARY KEY, last_name varchar(40), first_name varchar(40)) ENGINE=MyISAM CHARSET=utf8mb4;
INSERT INTO provider VALUES ('-1','system','system'),('999998','oscardoc','doctor'),
  ('101','Lévesque','Hélène'),('102','Okafor','Ada'),('103','Singh','Raj'),('104','Côté','Luc'),('105','Haas','Eva'),('106','Roy','Guy');
CREATE TABLE security (security_no int PRIMARY KEY, user_name varchar(30)) ENGINE=InnoDB CHARSET=utf8mb4;
INSERT INTO security SELECT seq, CONCAT('user', seq) FROM seq_1_to_6;
CREATE TABLE clinic (clinic_no int PRIMARY KEY, clinic_name varchar(50), clinic_address varchar(60), clinic_phone varchar(20)) ENGINE=InnoDB CHARSET=utf8mb4;
INSERT INTO clinic VALUES (1, 'Lakeside Family Practice', '1 Lake St', '555-0101');
CREATE TABLE appointment (
  appointment_no int PRIMARY KEY, demographic_no int, appointment_date date, start_time time,
  KEY (appointment_date)
) ENGINE=InnoDB CHARSET=utf8mb4;
INSERT INTO appointment SELECT seq, 1 + seq % 40, '2026-03-01' + INTERVAL seq DAY, '09:15:00' FROM seq_1_to_200;
CREATE TABLE casemgmt_note (
  note_id int PRIMARY KEY, demographic_no int NOT NULL, update_date datetime, note mediumtext,
  KEY (update_date), CONSTRAINT note_of FOREIGN KEY (demographic_no) REFERENCES demographic (demographic_no)
) ENGINE=InnoDB CHARSET=utf8mb4;
INSERT INTO casemgmt_note SELECT seq, 1 + seq % 40, '2026-05-13 16:40:00' - INTERVAL 5 * (300 - seq) HOUR,
  CONCAT('Note ', seq, ': it''s 5 o\\'clock; fièvre -- \\\\! ', REPEAT(MD5(seq), 9)) FROM seq_1_to_300;
CREATE TABLE drugs (
  drugid int PRIMARY KEY, demographic_no int, special text, lastUpdateDate datetime,
  CONSTRAINT drug_of FOREIGN KEY (demographic_no) REFERENCES demographic (demographic_no)
) ENGINE=InnoDB CHARSET=utf8mb4;
INSERT INTO drugs SELECT seq, 1 + seq % 40, CONCAT('Prendre ', seq, ' comprimé'), '2026-05-12 11:00:00' FROM seq_1_to_60;
CREATE TABLE document (
  document_no int PRIMARY KEY, docfilename varchar(80), updatedatetime datetime, status char(1)
) ENGINE=InnoDB CHARSET=utf8mb4;
INSERT INTO document SELECT seq, CONCAT('2026051209000', seq, '.txt'), '2026-05-12 09:00:00', 'A' FROM seq_1_to_6;
CREATE TABLE log (id int PRIMARY KEY AUTO_INCREMENT, dateTime timestamp NOT NULL, content varchar(60)) ENGINE=MyISAM CHARSET=utf8mb4;
INSERT INTO log SELECT seq, '2026-05-13 18:00:00' - INTERVAL (400 - seq) MINUTE, 'read' FROM seq_1_to_400;
${SIMPLE.map(
  name => `CREATE TABLE ${name} (id int PRIMARY KEY, name varchar(40)) ENGINE=Aria CHARSET=utf8mb4;
INSERT INTO ${name} SELECT seq, CONCAT('${name} ', seq) FROM seq_1_to_4;`,
).join('\n')}
CREATE TABLE reporttemp (id int PRIMARY KEY) ENGINE=MyISAM;
CREATE VIEW v_patient AS SELECT demographic_no, last_name FROM demographic;
DELIMITER ;;
CREATE FUNCTION age_in(born year, now year) RETURNS int DETERMINISTIC BEGIN RETURN now - born; END ;;
CREATE PROCEDURE recount() BEGIN SELECT COUNT(*) FROM demographic; END ;;
CREATE TRIGGER note_guard BEFORE INSERT ON casemgmt_note FOR EACH ROW
BEGIN IF NEW.note IS NULL THEN SET NEW.note = ''; END IF; END ;;
DELIMITER ;
`;
