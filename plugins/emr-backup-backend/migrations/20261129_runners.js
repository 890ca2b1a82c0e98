// @ts-check

/**
 * Runners announce themselves; a drill names the pool and engine it needs and
 * the lease by which its one attempt is written.
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('emr_runners', table => {
    table.string('id').primary();
    table.string('host').notNullable();
    table.text('pools').notNullable();
    table.text('engines').notNullable();
    table.text('tools').notNullable();
    table.text('stores').notNullable();
    table.text('keys').notNullable();
    table.integer('places').notNullable();
    table.integer('running').notNullable();
    table.string('state').notNullable();
    table.string('started_at').notNullable();
    table.string('heartbeat_at').notNullable();
  });
  await knex.schema.alterTable('emr_drills', table => {
    table.string('pool').notNullable().defaultTo('default');
    table.string('engine');
    table.string('lease');
    table.string('retry_of');
    table.integer('retries').notNullable().defaultTo(0);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('emr_drills', table => {
    table.dropColumns('pool', 'engine', 'lease', 'retry_of', 'retries');
  });
  await knex.schema.dropTable('emr_runners');
};
