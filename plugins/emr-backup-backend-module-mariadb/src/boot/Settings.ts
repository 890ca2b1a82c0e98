import { totalmem } from 'node:os';
import type { ServerTuning } from '@emr-backup/plugin-emr-backup-common';
import { DrillFault } from '@emr-backup/plugin-emr-backup-node';

const MEGABYTE = 1024 * 1024;

/**
 * A quarter of the machine, so that two drills and the runner fit beside each
 * other. Less than 64 MB makes index building crawl; more than 2 GB buys
 * nothing for a copy that is read once.
 */
const bufferPoolMegabytes = () =>
  Math.round(Math.min(2048, Math.max(64, totalmem() / MEGABYTE / 4)));

/**
 * As long as the log has room, no page must be written before its time; on a
 * small disk the room is needed for the copy itself.
 */
const logBytes = (freeBytes: number) =>
  Math.round(
    Math.min(
      512 * MEGABYTE,
      Math.max(64 * MEGABYTE, bufferPoolMegabytes() * (MEGABYTE / 4)),
      Math.max(48 * MEGABYTE, freeBytes / 16),
    ),
  );

/** What a restore by hand would not do without: a good dump must load, whoever made it. */
const loadableSettings = (): Record<string, string> => ({
  innodb_strict_mode: '0',
  sql_mode: '',
  max_allowed_packet: String(1024 * MEGABYTE),
  default_time_zone: '+00:00',
  max_connections: '40',
  log_bin_trust_function_creators: '1',
});

/**
 * For a copy that is thrown away: nothing is synced to disk, and nothing is
 * kept that only a server with a future needs. Bounded, for drills run side by
 * side on one machine.
 */
const throwawaySettings = (freeBytes: number): Record<string, string> => ({
  innodb_buffer_pool_size: String(bufferPoolMegabytes() * MEGABYTE),
  innodb_log_file_size: String(logBytes(freeBytes)),
  innodb_log_buffer_size: String(32 * MEGABYTE),
  innodb_flush_log_at_trx_commit: '0',
  innodb_flush_method: 'nosync',
  innodb_doublewrite: '0',
  // Rows of one table come over several connections at once.
  innodb_autoinc_lock_mode: '2',
  innodb_stats_persistent: '0',
  // One for every index that is being built. Sorted in the processor's own
  // cache and merged: half the time of sorting 16 MB at once.
  innodb_sort_buffer_size: String(MEGABYTE / 4),
  // Pages that are left behind by a server soon to be gone need no cleaning.
  innodb_max_dirty_pages_pct: '90',
  innodb_max_dirty_pages_pct_lwm: '0',
  key_buffer_size: String(32 * MEGABYTE),
  myisam_sort_buffer_size: String(64 * MEGABYTE),
  aria_pagecache_buffer_size: String(64 * MEGABYTE),
  performance_schema: '0',
});

/** What the server is for, and what it has. */
export interface ServerConditions {
  tuning?: ServerTuning;
  /** Room on the disk of the work dir. */
  freeBytes: number;
}

/** Settings under which a good dump of any EMR loads; a profile overrides them. */
export const baselineSettings = (
  server: ServerConditions,
): Record<string, string> => ({
  ...loadableSettings(),
  ...(server.tuning === 'default' ? {} : throwawaySettings(server.freeBytes)),
});

/** What no profile may change: they keep the scratch server alone and harmless. */
const RESERVED = new Set([
  'basedir',
  'bind_address',
  'bootstrap',
  'core_file',
  'datadir',
  'event_scheduler',
  'external_locking',
  'general_log',
  'general_log_file',
  'init_connect',
  'init_file',
  'init_rpl_role',
  'local_infile',
  'log_bin',
  'log_error',
  'pid_file',
  'plugin_dir',
  'plugin_load',
  'plugin_load_add',
  'port',
  'secure_file_priv',
  'skip_grant_tables',
  'skip_networking',
  'slow_query_log',
  'slow_query_log_file',
  'socket',
  'symbolic_links',
  'tmpdir',
  'user',
]);

/** Checks a profile's settings before they become arguments. */
export function validateSettings(settings: Record<string, string>) {
  for (const [name, value] of Object.entries(settings)) {
    if (!/^[a-z][a-z0-9_]*$/.test(name)) {
      throw new DrillFault(
        'engine-start',
        `The server setting "${name}" of the profile is not a name of lower case letters, digits and _.`,
      );
    }
    if (RESERVED.has(name) || RESERVED.has(name.replace(/^skip_/, ''))) {
      throw new DrillFault(
        'engine-start',
        `The server setting "${name}" of the profile may not be changed: it keeps the scratch server alone.`,
      );
    }
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    if (/[\u0000-\u001f\u007f]/.test(value)) {
      throw new DrillFault(
        'engine-start',
        `The value of the server setting "${name}" of the profile holds a control character.`,
      );
    }
  }
}

/** The settings of one scratch server as arguments of mariadbd. */
export function settingArguments(
  settings: Record<string, string>,
  server: ServerConditions,
): string[] {
  return Object.entries({ ...baselineSettings(server), ...settings }).map(
    ([name, value]) => `--${name.replaceAll('_', '-')}=${value}`,
  );
}
