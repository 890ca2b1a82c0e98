// @ts-check

/**
 * The vendors that supply a clinic's EMR servers, as the other lists of a clinic. Filled by the next look at the catalog.
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('emr_clinics', table => {
    table.text('suppliers').notNullable().defaultTo('');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('emr_clinics', table => {
    table.dropColumn('suppliers');
  });
};
