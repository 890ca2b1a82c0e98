// @ts-check

/**
 * Instants and JSON are text, as in every table here.
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('emr_self_tests', table => {
    table.string('id').primary();
    table.string('profile').notNullable();
    table.string('job_ref').notNullable();
    table.string('job_title').notNullable();
    table.string('state').notNullable();
    table.string('started_by').notNullable();
    table.string('queued_at').notNullable();
    table.string('started_at');
    table.string('ended_at');
    table.integer('caught').notNullable();
    table.integer('missed').notNullable();
    table.integer('not_made').notNullable();
    table.text('faults').notNullable();
    table.text('error');
    table.string('runner');
    table.string('heartbeat_at');
    table.index(['profile', 'queued_at'], 'emr_self_tests_newest');
  });
  // Each drills more than a dozen backups: the database holds the promise that no two run at once.
  await knex.raw(
    "create unique index emr_self_tests_one_active on emr_self_tests ((1)) where state <> 'finished'",
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('emr_self_tests');
};
