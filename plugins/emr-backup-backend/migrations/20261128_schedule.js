// @ts-check

/**
 * `emr_schedules` remembers when each job's next drill may start, so that a
 * tick of the planner reads only what is due. It holds nothing that cannot be
 * worked out again.
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('emr_jobs', table => {
    table.string('criticality');
    table.string('drill_from');
    table.string('fingerprint');
  });
  await knex.schema.createTable('emr_schedules', table => {
    table.string('job_ref').primary();
    table.string('fingerprint');
    table.string('pool').notNullable();
    table.string('engine');
    table.string('store');
    table.text('rhythm').notNullable();
    table.string('due_at');
    table.string('next_at');
    table.string('not_before');
    table.string('proven_at');
    table.string('late_at');
    table.double('expected_seconds').notNullable();
    table.string('basis').notNullable();
    table.string('state').notNullable();
    table.text('reason');
    table.string('worked_out_at').notNullable();
    table.index(['next_at'], 'emr_schedules_due');
    table.index(['worked_out_at'], 'emr_schedules_oldest');
  });
  await knex.schema.createTable('emr_drill_holds', table => {
    table.string('id').primary();
    table.string('job_ref').notNullable();
    table.string('kind').notNullable();
    table.string('set_by').notNullable();
    table.string('set_at').notNullable();
    table.text('reason').notNullable();
    table.string('until');
    table.string('skipped_due_at');
    table.string('ended_at');
    table.string('ended_by');
    table.index(['job_ref', 'ended_at'], 'emr_drill_holds_job');
    table.index(['set_at'], 'emr_drill_holds_newest');
    table.index(['ended_at'], 'emr_drill_holds_ended');
  });
  // The one replica that plans, and when it last did.
  await knex.schema.createTable('emr_planner', table => {
    table.string('name').primary();
    table.string('holder').notNullable();
    table.string('ticked_at').notNullable();
  });
  await knex.schema.alterTable('emr_drills', table => {
    table.index(['ended_at'], 'emr_drills_ended');
    table.index(['state'], 'emr_drills_state');
  });
  await knex.schema.alterTable('emr_artifacts', table => {
    table.index(['first_seen_at'], 'emr_artifacts_first_seen');
    table.index(['gone_at'], 'emr_artifacts_gone');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('emr_artifacts', table => {
    table.dropIndex(['gone_at'], 'emr_artifacts_gone');
    table.dropIndex(['first_seen_at'], 'emr_artifacts_first_seen');
  });
  await knex.schema.alterTable('emr_drills', table => {
    table.dropIndex(['state'], 'emr_drills_state');
    table.dropIndex(['ended_at'], 'emr_drills_ended');
  });
  await knex.schema.dropTable('emr_planner');
  await knex.schema.dropTable('emr_drill_holds');
  await knex.schema.dropTable('emr_schedules');
  await knex.schema.alterTable('emr_jobs', table => {
    table.dropColumns('criticality', 'drill_from', 'fingerprint');
  });
};
