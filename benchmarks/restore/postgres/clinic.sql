-- A made-up clinic, shaped like the database of an EMR: people, encounters, long notes, results, an audit log.
-- Everything is computed from row numbers, so that every run measures the same data.
-- :s is the size wanted, as a share of about 540 MB of plain dump.
CREATE SCHEMA emr;
SET search_path = emr;
CREATE TYPE emr.visit_kind AS ENUM ('office','phone','virtual','home');
CREATE TABLE sentence AS SELECT i, (SELECT string_agg((ARRAY['patient','reports','denies','chest','pain','shortness','breath','since','days','worse','better','after','meals','blood','pressure','stable','follow','up','in','weeks','medication','review','no','acute','distress','lungs','clear','heart','sounds','normal','abdomen','soft','plan','continue','refer','to','physio','labs','ordered','counselled','smoking','sleep','diet','exercise','mood','improved','anxiety','fever','cough','rash'])[1 + (abs(hashint4(i*97+j*13)) % 50)], ' ') FROM generate_series(1, 12) j) || '.' AS s FROM generate_series(0,255) i;
CREATE TABLE sentences AS SELECT array_agg(s ORDER BY i) AS s FROM sentence;
CREATE TABLE provider (provider_id serial PRIMARY KEY, name text NOT NULL, speciality text, billing_no varchar(12));
INSERT INTO provider (name, speciality, billing_no) SELECT 'Provider '||i, (ARRAY['GP','NP','RN','MD'])[1+i%4], lpad(i::text,6,'0') FROM generate_series(1,120) i;
CREATE TABLE demographic (demographic_no serial PRIMARY KEY, last_name text NOT NULL, first_name text NOT NULL, dob date, sex char(1), hin varchar(20), address text, city text, postal varchar(9), phone text, email text, roster_status text, provider_id int REFERENCES provider, updated_at timestamptz NOT NULL, CHECK (sex IN ('M','F','X')));
INSERT INTO demographic (last_name, first_name, dob, sex, hin, address, city, postal, phone, email, roster_status, provider_id, updated_at)
 SELECT 'Family'||(hashint4(i)&65535), 'Given'||(hashint4(i+7)&4095), '1930-01-01'::date + (abs(hashint4(i+1))%33000), (ARRAY['M','F','X'])[1+i%3], lpad((abs(hashint4(i+2)))::text,10,'0'), (i%900)||' Main Street', 'City'||i%90, 'K'||i%9||'A '||i%9||'B'||i%7, '555-'||lpad((i%10000)::text,4,'0'), 'p'||i||'@example.org', 'RO', 1+i%120, '2020-01-01'::timestamptz + i*interval '37 min' FROM generate_series(1, (40000*:s)::int) i;
CREATE TABLE encounter (encounter_id bigserial PRIMARY KEY, demographic_no int NOT NULL REFERENCES demographic, provider_id int NOT NULL REFERENCES provider, kind emr.visit_kind NOT NULL, started_at timestamptz NOT NULL, ended_at timestamptz, reason text, fee numeric(10,2), signed bool NOT NULL DEFAULT false, CHECK (ended_at >= started_at));
INSERT INTO encounter (demographic_no, provider_id, kind, started_at, ended_at, reason, fee, signed)
 SELECT 1+(abs(hashint4(i)) % (40000*:s)::int), 1+i%120, (ARRAY['office','phone','virtual','home'])[1+i%4]::emr.visit_kind, '2012-01-01'::timestamptz+i*interval '11 min', '2012-01-01'::timestamptz+i*interval '11 min'+interval '18 min', left(s.s[1+i%256],60), (i%400)/4.0, i%9<>0 FROM generate_series(1,(500000*:s)::int) i, sentences s;
CREATE TABLE note (note_id bigserial PRIMARY KEY, encounter_id bigint NOT NULL REFERENCES encounter, author int REFERENCES provider, updated_at timestamptz NOT NULL, body text NOT NULL, archived bool NOT NULL DEFAULT false);
INSERT INTO note (encounter_id, author, updated_at, body)
 SELECT 1+(abs(hashint4(i+3)) % (500000*:s)::int), 1+i%120, '2012-01-01'::timestamptz+i*interval '23 min', (SELECT string_agg(s.s[1+(abs(hashint4(i*31+j))%256)], E'\n') FROM generate_series(1, 3+i%14) j) FROM generate_series(1,(230000*:s)::int) i, sentences s;
CREATE TABLE lab_result (result_id bigserial PRIMARY KEY, demographic_no int NOT NULL REFERENCES demographic, code varchar(12) NOT NULL, value numeric(12,3), unit text, low numeric, high numeric, collected_at timestamptz NOT NULL, lab text, flag char(1));
INSERT INTO lab_result (demographic_no, code, value, unit, low, high, collected_at, lab, flag)
 SELECT 1+(abs(hashint4(i+5)) % (40000*:s)::int), 'L'||(abs(hashint4(i))%400), (i%100000)/7.0, 'mmol/L', 1.5, 7.25, '2012-01-01'::timestamptz+i*interval '4 min', 'Central laboratory', CASE WHEN i%20=0 THEN 'H' END FROM generate_series(1,(1100000*:s)::int) i;
CREATE TABLE prescription (rx_id bigserial PRIMARY KEY, demographic_no int NOT NULL REFERENCES demographic, provider_id int REFERENCES provider, drug text NOT NULL, din varchar(8), dose text, instructions text, started date, ended date, refills int);
INSERT INTO prescription (demographic_no, provider_id, drug, din, dose, instructions, started, ended, refills)
 SELECT 1+(abs(hashint4(i+9)) % (40000*:s)::int), 1+i%120, 'Drug '||(abs(hashint4(i))%1500), lpad((i%99999999)::text,8,'0'), (i%20)*25||' mg', left(s.s[1+i%256],70), '2012-01-01'::date+i%5000, '2012-01-31'::date+i%5000, i%6 FROM generate_series(1,(300000*:s)::int) i, sentences s;
CREATE TABLE appointment (appointment_id bigserial PRIMARY KEY, demographic_no int REFERENCES demographic, provider_id int NOT NULL REFERENCES provider, booked_for timestamptz NOT NULL, minutes int NOT NULL, status char(2), reason text, updated_at timestamptz NOT NULL);
INSERT INTO appointment (demographic_no, provider_id, booked_for, minutes, status, reason, updated_at)
 SELECT 1+(abs(hashint4(i+11)) % (40000*:s)::int), 1+i%120, '2012-01-01'::timestamptz+i*interval '12 min', 15, 'C', left(s.s[1+i%256],30), '2012-01-01'::timestamptz+i*interval '12 min' FROM generate_series(1,(450000*:s)::int) i, sentences s;
CREATE TABLE audit_log (log_id bigserial PRIMARY KEY, at timestamptz NOT NULL, provider_id int, action varchar(20) NOT NULL, content varchar(40), content_id text, ip inet, demographic_no int);
INSERT INTO audit_log (at, provider_id, action, content, content_id, ip, demographic_no)
 SELECT '2014-01-01'::timestamptz+i*interval '3 min', 1+i%120, (ARRAY['read','add','update','login'])[1+i%4], (ARRAY['eChart','demographic','lab','rx'])[1+(i/4)%4], (abs(hashint4(i)))::text, ('10.0.'||i%200||'.'||i%250)::inet, 1+(abs(hashint4(i+13)) % (40000*:s)::int) FROM generate_series(1,(1200000*:s)::int) i;
CREATE TABLE document (document_no serial PRIMARY KEY, demographic_no int REFERENCES demographic, file_name text UNIQUE NOT NULL, content_type text, sha256 char(64), observed date, meta jsonb);
INSERT INTO document (demographic_no, file_name, content_type, sha256, observed, meta)
 SELECT 1+(abs(hashint4(i+17)) % (40000*:s)::int), 'doc-'||i||'.pdf', 'application/pdf', md5(i::text) || md5((i+1)::text), '2012-01-01'::date+i%5000, jsonb_build_object('pages', i%9, 'source', 'fax', 'tags', jsonb_build_array('a'||i%7)) FROM generate_series(1,(60000*:s)::int) i;
DROP TABLE sentence, sentences;
CREATE INDEX ON demographic (last_name, first_name);
CREATE INDEX ON demographic (hin);
CREATE INDEX ON demographic (dob);
CREATE INDEX ON demographic (provider_id);
CREATE INDEX ON encounter (demographic_no, started_at);
CREATE INDEX ON encounter (provider_id, started_at);
CREATE INDEX ON encounter (started_at);
CREATE INDEX ON note (encounter_id);
CREATE INDEX ON note (updated_at);
CREATE INDEX ON note (author);
CREATE INDEX ON lab_result (demographic_no, code, collected_at);
CREATE INDEX ON lab_result (collected_at);
CREATE INDEX ON lab_result (code);
CREATE INDEX ON lab_result (collected_at) WHERE flag IS NOT NULL;
CREATE INDEX ON prescription (demographic_no);
CREATE INDEX ON prescription (drug);
CREATE INDEX ON prescription (din);
CREATE INDEX ON appointment (demographic_no);
CREATE INDEX ON appointment (provider_id, booked_for);
CREATE INDEX ON appointment (booked_for);
CREATE INDEX ON audit_log (at);
CREATE INDEX ON audit_log (demographic_no);
CREATE INDEX ON audit_log (provider_id, at);
CREATE INDEX ON audit_log (content_id);
CREATE INDEX ON document (demographic_no);
CREATE INDEX ON document USING gin (meta);
CREATE VIEW chart AS SELECT e.encounter_id, d.last_name, e.started_at FROM encounter e JOIN demographic d USING (demographic_no);
CREATE MATERIALIZED VIEW workload AS SELECT provider_id, date_trunc('year', started_at) AS year, count(*) AS visits FROM encounter GROUP BY 1, 2;
CREATE UNIQUE INDEX ON workload (provider_id, year);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at := now(); RETURN NEW; END $$;
CREATE TRIGGER touch_note BEFORE UPDATE ON note FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER touch_demographic BEFORE UPDATE ON demographic FOR EACH ROW EXECUTE FUNCTION touch();
