// @ts-check

/**
 * When a clinic leaves its objectives: an instant as text, null when nothing is promised.
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('emr_clinics', table => {
    table.string('breach_at');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('emr_clinics', table => {
    table.dropColumn('breach_at');
  });
};
