/** The 80 and more tables every GNUmed has beside those the profile asks for. */
const OTHERS = Array.from(
  { length: 75 },
  (_, n) => `CREATE TABLE cfg.item_${n} (pk integer PRIMARY KEY, name text);`,
).join('\n');

/** A small clinic in GNUmed's shape: several schemas, roles, keys, a view, functions, a trigger, documents as bytea. */
export const GNUMED_CLINIC = `
CREATE ROLE "gm-dbo" NOLOGIN;
CREATE ROLE "gm-doctors" NOLOGIN;
CREATE SCHEMA dem; CREATE SCHEMA clin; CREATE SCHEMA blobs; CREATE SCHEMA cfg; CREATE SCHEMA audit;
CREATE TABLE dem.identity (pk serial PRIMARY KEY, dob date, tob time, modified_when timestamptz);
CREATE TABLE dem.names (
  pk serial PRIMARY KEY, id_identity integer NOT NULL REFERENCES dem.identity (pk),
  lastnames text NOT NULL CHECK (lastnames <> ''), firstnames text
);
CREATE TABLE dem.staff (pk serial PRIMARY KEY, fk_identity integer REFERENCES dem.identity (pk), short_alias text UNIQUE);
CREATE TABLE clin.encounter (
  pk serial PRIMARY KEY, fk_patient integer NOT NULL REFERENCES dem.identity (pk), started timestamptz,
  last_affirmed timestamptz, modified_when timestamptz
);
CREATE TABLE clin.episode (pk serial PRIMARY KEY, description text, modified_when timestamptz);
CREATE TABLE clin.health_issue (pk serial PRIMARY KEY, description text, modified_when timestamptz);
CREATE TABLE clin.clin_narrative (
  pk serial PRIMARY KEY, fk_encounter integer REFERENCES clin.encounter (pk), narrative text, modified_when timestamptz
);
CREATE TABLE blobs.doc_med (pk serial PRIMARY KEY, comment text, modified_when timestamptz);
CREATE TABLE blobs.doc_obj (pk serial PRIMARY KEY, fk_doc integer REFERENCES blobs.doc_med (pk), data bytea);
CREATE TABLE audit.log (pk bigserial PRIMARY KEY, what text);
${OTHERS}
INSERT INTO dem.identity (dob, modified_when) SELECT '1960-01-01'::date + i, '2026-05-13 12:00-04' FROM generate_series(1, 40) i;
INSERT INTO dem.names (id_identity, lastnames, firstnames)
  SELECT i, (ARRAY['Müller','Schäfer','Weiß','Núñez','Côté','Huber','Jäger','Groß'])[1 + i % 8], (ARRAY['Zoë','Jörg','Ana','Käthe'])[1 + i % 4]
  FROM generate_series(1, 40) i;
INSERT INTO dem.staff (fk_identity, short_alias) VALUES (1, 'ah'), (2, 'jb'), (3, 'kc'), (4, 'ld'), (5, 'any-doc');
INSERT INTO clin.encounter (fk_patient, started, last_affirmed, modified_when)
  SELECT 1 + i % 40, t, t, t FROM generate_series(1, 200) i, LATERAL (SELECT '2026-05-13 16:00-04'::timestamptz - (200 - i) * interval '6 hours' AS t) x;
INSERT INTO clin.episode (description, modified_when) SELECT 'Épisode ' || i, '2026-05-12 10:00-04' FROM generate_series(1, 20) i;
INSERT INTO clin.health_issue (description, modified_when) SELECT 'issue ' || i, '2026-05-12 10:00-04' FROM generate_series(1, 10) i;
INSERT INTO clin.clin_narrative (fk_encounter, narrative, modified_when)
  SELECT pk, repeat(md5(pk::text), 20) || E' Rücken \\\\. \\t; \\\\! ' || pk, started FROM clin.encounter;
INSERT INTO blobs.doc_med (comment, modified_when) SELECT 'Befund für ' || i, '2026-05-12 10:00-04' FROM generate_series(1, 5) i;
INSERT INTO blobs.doc_obj (fk_doc, data) SELECT i, decode(repeat(md5(i::text), 40), 'hex') FROM generate_series(1, 5) i;
CREATE INDEX idx_names ON dem.names (lastnames);
CREATE FUNCTION audit.note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO audit.log (what) VALUES ('x'); RETURN NEW; END $$;
CREATE FUNCTION clin.two() RETURNS integer LANGUAGE sql AS $$ SELECT 2 $$;
CREATE TRIGGER tr_note AFTER INSERT ON clin.encounter FOR EACH ROW EXECUTE FUNCTION audit.note();
CREATE VIEW clin.v_encounters AS SELECT e.pk, n.lastnames FROM clin.encounter e JOIN dem.names n ON n.id_identity = e.fk_patient;
ALTER TABLE clin.encounter OWNER TO "gm-dbo";
GRANT SELECT ON clin.encounter TO "gm-doctors";
`;
