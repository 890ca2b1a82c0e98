/** What two restores of one dump must have in common: rows by count and content, indexes, keys. One text a question. */
export const EQUALITY = `
SELECT string_agg(line, chr(10) ORDER BY line) FROM (
  SELECT 'rows ' || t || ' ' || n AS line FROM (
    SELECT 'demographic' AS t, count(*) AS n FROM emr.demographic
    UNION ALL SELECT 'encounter', count(*) FROM emr.encounter
    UNION ALL SELECT 'note', count(*) FROM emr.note
    UNION ALL SELECT 'lab_result', count(*) FROM emr.lab_result
    UNION ALL SELECT 'prescription', count(*) FROM emr.prescription
    UNION ALL SELECT 'appointment', count(*) FROM emr.appointment
    UNION ALL SELECT 'audit_log', count(*) FROM emr.audit_log
    UNION ALL SELECT 'document', count(*) FROM emr.document
    UNION ALL SELECT 'workload', count(*) FROM emr.workload) counts
  UNION ALL SELECT 'content note ' || sum(('x' || md5(n::text))::bit(48)::bigint) FROM emr.note n
  UNION ALL SELECT 'content demographic ' || sum(('x' || md5(d::text))::bit(48)::bigint) FROM emr.demographic d
  UNION ALL SELECT 'content document ' || sum(('x' || md5(d::text))::bit(48)::bigint) FROM emr.document d
  UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'emr'
  UNION ALL SELECT 'key ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated
    FROM pg_constraint WHERE connamespace = 'emr'::regnamespace
  UNION ALL SELECT 'sequence ' || sequencename || ' ' || coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = 'emr'
) AS lines`;
