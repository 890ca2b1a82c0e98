// @ts-check

/**
 * Entities that people registered in the console; the catalog reads them from here.
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('emr_registered_entities', table => {
    table.string('ref').primary();
    table.text('entity').notNullable();
    table.string('changed_at').notNullable();
    table.string('changed_by').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('emr_registered_entities');
};
