/** A database shaped like GNUmed's: several schemas, audit triggers, views, functions, documents as bytea. */
export const GNUMED_SHAPED = `
CREATE ROLE "gm-dbo" NOLOGIN;
CREATE ROLE "gm-doctors" NOLOGIN;
CREATE SCHEMA dem; CREATE SCHEMA clin; CREATE SCHEMA blobs; CREATE SCHEMA audit;
ALTER SCHEMA clin OWNER TO "gm-dbo";
CREATE EXTENSION pg_trgm WITH SCHEMA public;
CREATE TYPE clin.severity AS ENUM ('mild', 'grave; or worse');
CREATE DOMAIN dem.phone AS text CHECK (VALUE ~ '^[0-9+ ]+$');
CREATE TABLE dem.identity (
  pk serial PRIMARY KEY, lastnames text NOT NULL, firstnames text NOT NULL,
  dob timestamptz, tel dem.phone, born date,
  CONSTRAINT names_not_empty CHECK (btrim(lastnames) <> '' AND lastnames !~ ';$')
);
CREATE TABLE audit.log (pk bigserial PRIMARY KEY, what text, at timestamptz DEFAULT now());
CREATE TABLE clin.encounter (
  pk serial PRIMARY KEY, fk_patient integer NOT NULL REFERENCES dem.identity(pk) ON DELETE CASCADE,
  started timestamptz NOT NULL, aoe text, level clin.severity, fee numeric(10,2), big bigint,
  happened timestamp
);
CREATE TABLE clin.clin_narrative (pk integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, fk_encounter integer REFERENCES clin.encounter, narrative text, UNIQUE (fk_encounter, narrative));
CREATE TABLE blobs.doc_obj (pk serial PRIMARY KEY, seq integer, data bytea);
CREATE TABLE "blobs"."Odd ""name"" €" ("Col umn" text);
CREATE TABLE clin.history (day date NOT NULL, what text) PARTITION BY RANGE (day);
CREATE TABLE clin.history_2026 PARTITION OF clin.history FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE INDEX idx_names ON dem.identity USING gin (lastnames public.gin_trgm_ops);
CREATE INDEX idx_started ON clin.encounter (started) WHERE aoe IS NOT NULL;
CREATE FUNCTION audit.note() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN -- a comment; with ' quotes
  INSERT INTO audit.log (what) VALUES ('\\! not a command; $$ nor a quote');
  RETURN NEW;
END $body$;
CREATE FUNCTION clin.two() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END;
CREATE PROCEDURE clin.nothing() LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE VIEW clin.v_encounters AS SELECT e.pk, i.lastnames, e.started FROM clin.encounter e JOIN dem.identity i ON i.pk = e.fk_patient;
CREATE MATERIALIZED VIEW clin.m_counts AS SELECT fk_patient, count(*) AS n FROM clin.encounter GROUP BY 1;
CREATE RULE no_delete AS ON DELETE TO audit.log DO INSTEAD (SELECT 1; SELECT 2);
INSERT INTO dem.identity (lastnames, firstnames, dob, tel, born)
  SELECT 'Müller-' || i, E'Zoë \\\\. \\t tab\\nnewline ''quoted'' \\\\! ls', '1980-01-01 00:00+02'::timestamptz + i * interval '1 day', '+49 30', '1980-01-01'::date + i
    FROM generate_series(1, 200) i;
INSERT INTO clin.encounter (fk_patient, started, aoe, level, fee, big, happened)
  SELECT 1 + i % 200, '2026-01-01 10:00+00'::timestamptz + i * interval '1 hour', CASE WHEN i % 3 = 0 THEN NULL ELSE 'cough ' || i END, 'grave; or worse', i / 4.0, 9007199254740993 + i, '2026-01-01 10:00'::timestamp + i * interval '1 hour'
    FROM generate_series(1, 2000) i;
INSERT INTO clin.clin_narrative (fk_encounter, narrative) SELECT pk, repeat('naïve 漢字 ', 20) || pk FROM clin.encounter;
INSERT INTO blobs.doc_obj (seq, data) SELECT i, decode(string_agg(lpad(to_hex(b), 2, '0'), ''), 'hex') FROM generate_series(1, 20) i, generate_series(0, 255) b GROUP BY i;
INSERT INTO blobs."Odd ""name"" €" VALUES (NULL), (E'\\\\.'), (E'\\\\connect postgres'), ('\\! touch /tmp/never'), ('$$'), ('COPY x FROM PROGRAM');
INSERT INTO clin.history VALUES ('2026-05-05', 'x');
CREATE TRIGGER tr_note AFTER INSERT ON clin.encounter FOR EACH ROW EXECUTE FUNCTION audit.note();
SELECT lo_from_bytea(0, decode('00ff27', 'hex'));
REFRESH MATERIALIZED VIEW clin.m_counts;
ALTER TABLE clin.encounter OWNER TO "gm-dbo";
GRANT SELECT ON clin.encounter TO "gm-doctors";
ALTER TABLE dem.identity ENABLE ROW LEVEL SECURITY;
CREATE POLICY doctors ON dem.identity FOR SELECT TO "gm-doctors" USING (true);
COMMENT ON TABLE dem.identity IS 'people; with a semicolon and \\ backslash';
`;

/** What a good restore of it holds. */
export const GNUMED_ROWS: Record<string, number> = {
  'dem.identity': 200,
  'clin.encounter': 2000,
  'clin.clin_narrative': 2000,
  'blobs.doc_obj': 20,
  'clin.history': 1,
};
