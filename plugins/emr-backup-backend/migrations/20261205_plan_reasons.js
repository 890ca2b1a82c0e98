// @ts-check

/**
 * Why a job is paused or blocked, for readers of other languages: JSON next to the English sentence. Filled when a job is next worked out.
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('emr_schedules', table => {
    table.text('told').nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('emr_schedules', table => {
    table.dropColumn('told');
  });
};
