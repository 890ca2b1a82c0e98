import type { TestDatabaseId } from '@backstage/backend-test-utils';

/** SQLite always; PostgreSQL when the environment names one, because nothing here may start a container. */
export const DATABASES: TestDatabaseId[] = process.env
  .BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING
  ? ['SQLITE_3', 'POSTGRES_15']
  : ['SQLITE_3'];
