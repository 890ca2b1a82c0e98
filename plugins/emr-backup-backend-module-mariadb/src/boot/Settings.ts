import { totalmem } from 'node:os';
import { DrillFault } from '@emr-backup/plugin-emr-backup-node';

const MEGABYTE = 1024 * 1024;

/**
 * A quarter of the machine, so that two drills and the runner fit beside each
 * other. Less than 64 MB makes index building crawl; more than 2 GB buys
 * nothing for a copy that is read once.
 */
const bufferPoolBytes = () =>
  Math.round(
    Math.min(2048, Math.max(64, totalmem() / MEGABYTE / 4)) * MEGABYTE,
  );

/** Settings under which a good dump of any EMR loads; a profile overrides them. */
export const baselineSettings = (): Record<string, string> => ({
  innodb_strict_mode: '0',
  sql_mode: '',
  max_allowed_packet: String(1024 * MEGABYTE),
  default_time_zone: '+00:00',
  innodb_buffer_pool_size: String(bufferPoolBytes()),
  innodb_log_file_size: String(64 * MEGABYTE),
  innodb_flush_log_at_trx_commit: '0',
  innodb_doublewrite: '0',
  key_buffer_size: String(32 * MEGABYTE),
  aria_pagecache_buffer_size: String(64 * MEGABYTE),
  max_connections: '20',
  log_bin_trust_function_creators: '1',
  performance_schema: '0',
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
export function settingArguments(settings: Record<string, string>): string[] {
  return Object.entries({ ...baselineSettings(), ...settings }).map(
    ([name, value]) => `--${name.replaceAll('_', '-')}=${value}`,
  );
}
