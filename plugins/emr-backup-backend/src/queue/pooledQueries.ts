import type { Knex } from 'knex';
import type { Db } from 'pg-boss';

/** The connection of PostgreSQL as knex pools it. */
interface PooledConnection {
  query(text: string, values?: unknown[]): Promise<QueryResult | QueryResult[]>;
  /** knex hands out no connection that carries this. */
  __knex__disposed?: unknown;
}

interface QueryResult {
  rows: unknown[];
}

/**
 * pg-boss on the plugin's own pool. It sends whole transactions as one text;
 * when one breaks in the middle, its connection stays in the broken
 * transaction, and whoever is given it next fails. So each one that failed is
 * rolled back before it goes back to the pool.
 */
export function pooledQueries(knex: Knex): Db {
  return {
    async executeSql(text, values) {
      const connection: PooledConnection =
        await knex.client.acquireConnection();
      try {
        const result = await connection.query(text, values);
        return {
          rows: Array.isArray(result)
            ? result.flatMap(({ rows }) => rows)
            : result.rows,
        };
      } catch (error) {
        await connection.query('rollback').catch(cause => {
          connection.__knex__disposed = cause;
        });
        throw error;
      } finally {
        await knex.client.releaseConnection(connection);
      }
    },
  };
}
