// @ts-check

/**
 * Instants are text, as in every table here. Of a token only its hash is kept.
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('emr_heartbeat_tokens', table => {
    table.string('id').primary();
    table.string('job_ref').notNullable();
    table.string('hash').notNullable();
    table.string('created_at').notNullable();
    table.string('created_by').notNullable();
    table.string('last_used_at');
    table.string('revoked_at');
    table.index(['job_ref'], 'emr_heartbeat_tokens_job');
  });
  await knex.schema.createTable('emr_heartbeats', table => {
    table.string('job_ref').primary();
    table.string('first_at').notNullable();
    table.string('last_event').notNullable();
    table.string('last_at').notNullable();
    table.bigInteger('last_bytes');
    table.double('last_duration_seconds');
    table.string('success_at');
    table.string('failure_at');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('emr_heartbeats');
  await knex.schema.dropTable('emr_heartbeat_tokens');
};
