import { availableParallelism, totalmem } from 'node:os';
import {
  DrillFault,
  type BootOptions,
} from '@emr-backup/plugin-emr-backup-node';

const MB = 1024 * 1024;

function megabytes(share: number, least: number, most: number): string {
  const wanted = Math.floor((totalmem() * share) / MB);
  return `${Math.min(most, Math.max(least, wanted))}MB`;
}

/** Connections that load at once: as many as there are processors. One process reads for all of them, and could not feed more than a few. */
export function loaderConnections(): number {
  return Math.min(8, availableParallelism());
}

/**
 * A server that is thrown away needs no durability, no statistics and no
 * company. Shares of memory are small because several drills may run at once.
 */
function tuned(): Record<string, string> {
  return {
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    checkpoint_timeout: '1h',
    max_wal_size: '2GB',
    autovacuum: 'off',
    jit: 'off',
    shared_buffers: megabytes(1 / 16, 32, 2048),
    // Every connection may build an index at the same time.
    maintenance_work_mem: megabytes(1 / (8 * loaderConnections()), 64, 1024),
    work_mem: megabytes(1 / 128, 16, 128),
    max_connections: '20',
    max_parallel_maintenance_workers: '2',
    // A dump with thousands of tables or large objects locks them all in one transaction.
    max_locks_per_transaction: '1024',
  };
}

/** What no profile may change: the way in, and every way out. */
const FIXED: Record<string, string> = {
  listen_addresses: '',
  unix_socket_directories: '.',
  unix_socket_permissions: '0700',
  port: '5432',
  // Below the data directory: a killed server leaves rows in memory that is only named after it otherwise.
  dynamic_shared_memory_type: 'mmap',
  shared_preload_libraries: '',
  session_preload_libraries: '',
  local_preload_libraries: '',
  archive_mode: 'off',
  archive_command: '',
  restore_command: '',
  primary_conninfo: '',
  hot_standby: 'off',
  max_logical_replication_workers: '0',
  restart_after_crash: 'off',
  logging_collector: 'off',
  log_destination: 'stderr',
  log_line_prefix: '~%e~',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_min_messages: 'error',
  log_statement: 'none',
  log_timezone: 'UTC',
  timezone: 'UTC',
  datestyle: 'ISO, YMD',
  lc_messages: 'C',
  password_encryption: 'scram-sha-256',
  dynamic_library_path: '$libdir',
};
const LOCKED = new Set([
  ...Object.keys(FIXED),
  'config_file',
  'data_directory',
  'external_pid_file',
  'hba_file',
  'ident_file',
  'include',
  'include_dir',
  'include_if_exists',
  'log_directory',
  'ssl',
]);

/** The settings in force, from the tuned ones, the profile's and the fixed ones. */
export function scratchSettings(
  profile: Record<string, string>,
  tuning: BootOptions['tuning'] = 'throwaway',
): Record<string, string> {
  for (const name of Object.keys(profile)) {
    if (!/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/.test(name)) {
      throw new DrillFault(
        'profile-invalid',
        `The profile's setting "${name}" is not the name of a PostgreSQL setting.`,
      );
    }
    if (LOCKED.has(name) || name.endsWith('_command')) {
      throw new DrillFault(
        'profile-invalid',
        `The profile may not change the PostgreSQL setting "${name}": a scratch server is always closed to the outside.`,
      );
    }
  }
  return {
    ...(tuning === 'throwaway' && tuned()),
    ...profile,
    ...FIXED,
  };
}

/** What is worth telling in a report. */
export function reportedSettings(
  settings: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).filter(([name]) => !(name in FIXED)),
  );
}

/** The content of `postgresql.conf`. */
export function configFile(settings: Record<string, string>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${value.replace(/'/g, "''")}'\n`)
    .join('');
}
