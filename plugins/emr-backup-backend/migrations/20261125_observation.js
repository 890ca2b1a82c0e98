// @ts-check

/** What a copy keeps of its newest artifacts; the code that records looks keeps as many. */
const RECENT = 5;

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('emr_artifacts', table => {
    table.boolean('shrunk').notNullable().defaultTo(false);
    // Separated by blanks, each with its algorithm.
    table.text('digests').notNullable().defaultTo('');
    // Of paths, sizes and times: the same means that nothing has to be read again.
    table.string('fingerprint').notNullable().defaultTo('');
  });
  await knex.schema.alterTable('emr_copies', table => {
    table.string('problem_code');
    table.string('problem_since');
    table.string('emptied_at');
    table.string('look_at');
    // Kept here so that judging thousands of jobs reads no artifacts.
    table.text('recent').notNullable().defaultTo('[]');
    table.text('newest_good');
  });
  const copies = await knex('emr_copies').select('job_ref', 'store', 'path');
  for (const copy of copies) {
    const present = () =>
      knex('emr_artifacts')
        .where(copy)
        .whereNull('gone_at')
        .orderBy('taken_at', 'desc')
        .orderBy('name');
    const recent = (await present().limit(RECENT)).map(artifactOf);
    const good = await present().where('hollow', false).first();
    await knex('emr_copies')
      .where(copy)
      .update({
        recent: JSON.stringify(recent),
        newest_good: good ? JSON.stringify(artifactOf(good)) : null,
      });
  }
  await knex.schema.createTable('emr_custody', table => {
    table.string('id').primary();
    table.string('job_ref').notNullable();
    table.string('store');
    table.string('at').notNullable();
    table.string('medium').notNullable();
    table.string('who').notNullable();
    table.string('from_place').notNullable();
    table.string('to_place').notNullable();
    table.text('note');
    table.string('recorded_by').notNullable();
    table.string('recorded_at').notNullable();
    table.index(['job_ref', 'at'], 'emr_custody_newest');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('emr_custody');
  await knex.schema.alterTable('emr_copies', table => {
    table.dropColumns(
      'problem_code',
      'problem_since',
      'emptied_at',
      'look_at',
      'recent',
      'newest_good',
    );
  });
  await knex.schema.alterTable('emr_artifacts', table => {
    table.dropColumns('shrunk', 'digests', 'fingerprint');
  });
};

/** @param {Record<string, unknown>} row */
function artifactOf(row) {
  return {
    key: row.key,
    name: row.name,
    bytes: Number(row.bytes),
    files: row.files,
    takenAt: row.taken_at,
    hollow: Boolean(row.hollow),
    shrunk: false,
    digests: [],
    fingerprint: '',
  };
}
