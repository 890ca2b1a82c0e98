import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';

const IDENTITY_SECRET = 'identity-secret';

/**
 * A random secret made once per install. Identity digests are salted with it,
 * so that digests in reports say nothing to who does not hold this database.
 */
export async function identitySecret(knex: Knex): Promise<string> {
  await knex('emr_install')
    .insert({ name: IDENTITY_SECRET, value: randomBytes(32).toString('hex') })
    .onConflict('name')
    .ignore();
  const row = await knex('emr_install').where('name', IDENTITY_SECRET).first();
  return row.value;
}
