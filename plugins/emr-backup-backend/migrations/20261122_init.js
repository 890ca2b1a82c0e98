// @ts-check

/**
 * Instants are ISO 8601 text in UTC, JSON is text: both databases treat them alike.
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('emr_clinics', table => {
    table.string('ref').primary();
    table.string('title').notNullable();
    table.string('owner');
    table.string('region');
    table.string('timezone').notNullable();
    table.integer('size');
    table.text('search').notNullable();
    table.text('operators').notNullable();
    table.text('hostings').notNullable();
    table.text('products').notNullable();
    table.string('standing').notNullable();
    table.integer('standing_rank').notNullable();
    table.string('backup_taken_at').notNullable();
    table.string('first_seen_at').notNullable();
    table.string('gone_at');
    table.index(
      ['gone_at', 'standing_rank', 'backup_taken_at'],
      'emr_clinics_worst_first',
    );
  });
  await knex.schema.createTable('emr_servers', table => {
    table.string('ref').primary();
    table.string('title').notNullable();
    table.string('clinic_ref');
    table.string('product');
    table.string('hosting');
    table.string('gone_at');
    table.index(['clinic_ref'], 'emr_servers_clinic');
  });
  await knex.schema.createTable('emr_jobs', table => {
    table.string('ref').primary();
    table.string('title').notNullable();
    table.string('server_ref');
    table.string('server_title');
    table.string('clinic_ref');
    table.string('clinic_title');
    table.string('owner');
    table.string('operated_by');
    table.string('product');
    table.string('hosting');
    table.string('timezone').notNullable();
    table.text('spec').notNullable();
    table.string('first_seen_at').notNullable();
    table.string('gone_at');
    table.index(['clinic_ref'], 'emr_jobs_clinic');
  });
  await knex.schema.createTable('emr_copies', table => {
    table.string('job_ref').notNullable();
    table.string('store').notNullable();
    table.string('path', 1024).notNullable();
    table.string('first_observed_at');
    table.string('observed_at').notNullable();
    table.text('problem');
    table.integer('artifacts').notNullable();
    table.primary(['job_ref', 'store', 'path']);
  });
  await knex.schema.createTable('emr_artifacts', table => {
    table.string('job_ref').notNullable();
    table.string('store').notNullable();
    table.string('path', 1024).notNullable();
    table.string('key', 1024).notNullable();
    table.string('name', 1024).notNullable();
    table.bigInteger('bytes').notNullable();
    table.integer('files').notNullable();
    table.string('taken_at').notNullable();
    table.boolean('hollow').notNullable();
    table.string('first_seen_at').notNullable();
    table.string('last_seen_at').notNullable();
    table.string('gone_at');
    table.primary(['job_ref', 'store', 'path', 'key']);
    table.index(['job_ref', 'taken_at'], 'emr_artifacts_newest');
  });
  await knex.schema.createTable('emr_drills', table => {
    table.string('id').primary();
    table.string('job_ref').notNullable();
    table.string('job_title').notNullable();
    table.string('clinic_ref');
    table.string('clinic_title');
    table.string('state').notNullable();
    table.string('outcome');
    table.string('reason_code');
    table.text('reason_message');
    table.string('started_by').notNullable();
    table.string('queued_at').notNullable();
    table.string('started_at');
    table.string('ended_at');
    table.string('artifact_name', 1024);
    table.string('artifact_taken_at');
    table.bigInteger('artifact_bytes');
    table.string('store');
    table.string('path', 1024);
    table.string('location');
    table.double('data_age_seconds');
    table.text('timings');
    table.text('phases').notNullable();
    table.string('runner');
    table.string('heartbeat_at');
    table.integer('attempts').notNullable();
    table.string('cancel_requested_at');
    table.index(['job_ref', 'queued_at'], 'emr_drills_job');
    table.index(['clinic_ref', 'queued_at'], 'emr_drills_clinic');
    table.index(['queued_at'], 'emr_drills_newest');
  });
  // Two replicas may press the same button at once: the database holds the promise of one active drill a job.
  await knex.raw(
    "create unique index emr_drills_one_active on emr_drills (job_ref) where state <> 'finished'",
  );
  await knex.schema.createTable('emr_drill_checks', table => {
    table.string('drill_id').notNullable();
    table.integer('position').notNullable();
    table.string('status').notNullable();
    table.text('result').notNullable();
    table.primary(['drill_id', 'position']);
  });
  await knex.schema.createTable('emr_drill_reports', table => {
    table.string('drill_id').primary();
    table.string('recorded_at').notNullable();
    table.text('report').notNullable();
  });
  await knex.schema.createTable('emr_install', table => {
    table.string('name').primary();
    table.text('value').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('emr_install');
  await knex.schema.dropTable('emr_drill_reports');
  await knex.schema.dropTable('emr_drill_checks');
  await knex.schema.dropTable('emr_drills');
  await knex.schema.dropTable('emr_artifacts');
  await knex.schema.dropTable('emr_copies');
  await knex.schema.dropTable('emr_jobs');
  await knex.schema.dropTable('emr_servers');
  await knex.schema.dropTable('emr_clinics');
};
