// @ts-check

/**
 * Instants and JSON are text, as in every table here.
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('emr_alarms', table => {
    table.string('id').primary();
    table.string('cause', 1024).notNullable();
    table.string('kind').notNullable();
    table.string('severity').notNullable();
    table.integer('severity_rank').notNullable();
    table.text('message').notNullable();
    table.string('store');
    table.string('drill_id');
    table.string('first_seen_at').notNullable();
    table.string('last_seen_at').notNullable();
    table.integer('raised').notNullable();
    table.string('raised_at').notNullable();
    table.string('escalated_at');
    table.string('acknowledged_at');
    table.string('acknowledged_by');
    table.text('acknowledged_reason');
    table.string('resolved_at');
    table.index(
      ['resolved_at', 'severity_rank', 'first_seen_at'],
      'emr_alarms_worst_first',
    );
    table.index(['cause', 'resolved_at'], 'emr_alarms_cause');
  });
  // Several replicas see the same trouble at once: the database holds the promise of one open alarm a cause.
  await knex.raw(
    'create unique index emr_alarms_one_open on emr_alarms (cause) where resolved_at is null',
  );
  await knex.schema.createTable('emr_alarm_jobs', table => {
    table.string('alarm_id').notNullable();
    table.string('job_ref').notNullable();
    table.string('job_title').notNullable();
    table.string('clinic_ref');
    table.string('clinic_title');
    table.string('owner');
    table.string('operated_by');
    table.string('joined_at').notNullable();
    table.primary(['alarm_id', 'job_ref']);
    table.index(['job_ref'], 'emr_alarm_jobs_job');
    table.index(['clinic_ref'], 'emr_alarm_jobs_clinic');
  });
  await knex.schema.createTable('emr_alarm_deliveries', table => {
    table.string('id').primary();
    table.string('alarm_id').notNullable();
    table.string('message').notNullable();
    table.integer('round').notNullable();
    table.string('channel').notNullable();
    table.string('recipient').notNullable();
    table.string('concerns').notNullable();
    table.string('state').notNullable();
    table.integer('attempts').notNullable();
    table.string('created_at').notNullable();
    table.string('at').notNullable();
    table.string('due_at').notNullable();
    table.text('problem');
    table.string('claimed_by');
    table.string('claimed_at');
    // The same for the messages: whoever writes one first is the one who tells.
    table.unique(
      ['alarm_id', 'message', 'round', 'channel', 'recipient', 'concerns'],
      { indexName: 'emr_alarm_deliveries_once' },
    );
    table.index(['state', 'due_at'], 'emr_alarm_deliveries_due');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('emr_alarm_deliveries');
  await knex.schema.dropTable('emr_alarm_jobs');
  await knex.schema.dropTable('emr_alarms');
};
