// @ts-check

/**
 * What each drill did, line by line: sentences of ours, never a restored value.
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('emr_drill_log', table => {
    table.string('drill_id').notNullable();
    table.integer('number').notNullable();
    table.string('at').notNullable();
    table.string('level').notNullable();
    table.string('phase');
    table.string('code').notNullable();
    table.text('facts').notNullable();
    table.text('message').notNullable();
    table.primary(['drill_id', 'number']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('emr_drill_log');
};
