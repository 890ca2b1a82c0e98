/** Every byte value once, as an SQL literal. */
const EVERY_BYTE = `0x${Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
).join('')}`;

const notes = Array.from(
  { length: 300 },
  (_, i) =>
    `(${i + 1}, ${(i % 3) + 1}, '2026-11-${String((i % 20) + 1).padStart(
      2,
      '0',
    )} 09:00:00', 'Note ${i + 1}: it''s 5 o\\'clock; \\\\! ls -- Zoë 漢字 😀')`,
).join(',\n');

/**
 * A small EMR in the shapes of OSCAR and OpenEMR: people, notes, blobs, an
 * audit log in another engine, a latin1 table, keys, a routine, a trigger and
 * views, one on top of the other.
 */
export const EMR_SCHEMA = `
SET NAMES utf8mb4;
CREATE TABLE demographic (
  demographic_no int NOT NULL AUTO_INCREMENT,
  last_name varchar(30) NOT NULL,
  hin varchar(20) DEFAULT NULL,
  PRIMARY KEY (demographic_no),
  UNIQUE KEY hin (hin),
  KEY last_name (last_name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO demographic VALUES (1,'Tremblay','100'),(2,'O''Brien \\\\','200'),(3,'Zoë\\n\\! not a command','300');
CREATE TABLE casemgmt_note (
  note_id bigint NOT NULL,
  demographic_no int NOT NULL,
  update_date datetime NOT NULL,
  note mediumtext,
  PRIMARY KEY (note_id),
  KEY demographic_no (demographic_no),
  FULLTEXT KEY note (note),
  CONSTRAINT note_of FOREIGN KEY (demographic_no) REFERENCES demographic (demographic_no),
  CONSTRAINT positive CHECK (note_id > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO casemgmt_note VALUES ${notes};
CREATE TABLE document (
  document_no int NOT NULL,
  content longblob,
  PRIMARY KEY (document_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO document VALUES (1, ${EVERY_BYTE}), (2, REPEAT(${EVERY_BYTE}, 4096)), (3, NULL);
CREATE TABLE log (
  id int NOT NULL AUTO_INCREMENT,
  dateTime datetime NOT NULL,
  content varchar(80) DEFAULT NULL,
  PRIMARY KEY (id)
) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4;
INSERT INTO log VALUES (1,'2026-11-20 08:00:00','login'),(2,'2026-11-20 09:00:00','read');
CREATE TABLE legacy_name (
  id int NOT NULL,
  name varchar(40) NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
INSERT INTO legacy_name VALUES (1,'Zoë Façade'),(2,'plain');
DELIMITER ;;
CREATE FUNCTION age_group(born int) RETURNS varchar(10) DETERMINISTIC
BEGIN
  -- a comment with a quote: it's fine; source of trouble?
  IF born > 2000 THEN RETURN 'young'; END IF;
  RETURN 'old';
END ;;
CREATE PROCEDURE recount()
BEGIN
  /* system
  */
  SELECT COUNT(*) FROM demographic;
END ;;
CREATE TRIGGER note_guard BEFORE INSERT ON casemgmt_note FOR EACH ROW
BEGIN
  IF NEW.note IS NULL THEN SET NEW.note = ''; END IF;
END ;;
DELIMITER ;
CREATE SQL SECURITY INVOKER VIEW patient AS SELECT demographic_no, last_name FROM demographic;
CREATE DEFINER=\`departed\`@\`clinic.example\` VIEW patient_note AS SELECT p.last_name, n.note FROM patient p JOIN casemgmt_note n USING (demographic_no);
CREATE DEFINER=\`departed\`@\`clinic.example\` VIEW patient_note_count AS SELECT last_name, COUNT(*) AS notes FROM patient_note GROUP BY last_name;
`;

/** What the schema above holds. */
export const EMR_FACTS = {
  tables: ['casemgmt_note', 'demographic', 'document', 'legacy_name', 'log'],
  views: ['patient', 'patient_note', 'patient_note_count'],
  constraints: 8,
  indexes: 4,
  routines: 2,
  triggers: 1,
};
