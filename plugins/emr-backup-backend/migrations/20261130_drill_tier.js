// @ts-check

/**
 * How much a drill restored, and what its times were measured on: only a full
 * one proves anything, and only one at default settings measures a recovery.
 * Drills from before this were full ones on tuned servers.
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('emr_drills', table => {
    table.string('tier').notNullable().defaultTo('full');
    table.string('tuning').notNullable().defaultTo('throwaway');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('emr_drills', table => {
    table.dropColumns('tier', 'tuning');
  });
};
