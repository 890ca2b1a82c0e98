import { Command, CommanderError, Option } from 'commander';
import { InputError } from '@backstage/errors';
import {
  RESTORE_TIERS,
  type RestoreTier,
} from '@emr-backup/plugin-emr-backup-common';

/** What the command line said, as words. */
export interface CommandLine {
  paths: string[];
  documents?: string;
  profile?: string;
  engine?: string;
  keyFile?: string;
  keyEnv?: string;
  tier: RestoreTier;
  defaultSettings: boolean;
  baseline?: string;
  asOf?: string;
  timezone?: string;
  rpo?: string;
  workDir?: string;
  profiles?: string;
  openingHours?: string;
  timeout?: string;
  checkTables: boolean;
  selfTest: boolean;
  keep: boolean;
  verbose: boolean;
  json: boolean;
}

const EXIT_CODES = `
Exit code: 0 passed, 1 failed (the backup is bad), 2 error (it could not be judged), 64 usage.

Example:
  emr-drill OscarBackup.sql.gz --profile oscar --rpo PT4H --json`;

/** Reads the command line; throws InputError for words nobody can act on, and the help as a CommanderError. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const command = new Command('emr-drill')
    .description(
      'Restores a backup into a scratch server, checks what came out, wipes it, and says whether it could be restored.',
    )
    .argument(
      '[artifact...]',
      'backup file or folder; several are the parts of one chain',
    )
    .option('--documents <dir>', 'folder of documents the database names')
    .option(
      '--profile <name>',
      'what a good restore looks like; recognised from the tables when absent',
    )
    .option('--engine <name>', 'mariadb or postgres')
    .addOption(
      new Option(
        '--key-file <file>',
        'file with the passphrase or private key',
      ).conflicts('keyEnv'),
    )
    .option('--key-env <variable>', 'environment variable with the passphrase')
    .addOption(
      new Option(
        '--tier <tier>',
        'how much to restore: quick (core tables of the named profile), data (all rows, no secondary indexes) or full, which alone proves a restore',
      )
        .choices([...RESTORE_TIERS])
        .default('full'),
    )
    .option(
      '--default-settings',
      "measure a recovery: the server's own default settings and a single stream",
      false,
    )
    .option('--baseline <report>', 'DrillReport of the last passed drill')
    .option('--as-of <time>', 'judge freshness at this ISO 8601 instant')
    .option('--timezone <zone>', "IANA zone of the clinic's wall clock")
    .option('--rpo <duration>', 'oldest newest record allowed (PT24H)')
    .option('--opening-hours <hours>', 'such as "Mon-Fri 08:00-18:00"')
    .option('--work-dir <dir>', 'parent of the scratch directory')
    .option('--profiles <dir>', 'folder with profiles of your own')
    .option('--timeout <duration>', 'stop the drill after this time')
    .option('--check-tables', 'have the engine read every page', false)
    .option(
      '--self-test',
      'break the backup in known ways and see that each is caught',
      false,
    )
    .option('--keep', 'leave the scratch directory for debugging', false)
    .option('--verbose', 'tell line by line on stderr what is done', false)
    .option('--json', 'print one DrillReport on stdout', false)
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  command.parse([...args], { from: 'user' });
  const options = command.opts<Omit<CommandLine, 'paths'>>();
  if (command.args.length === 0)
    throw new InputError('Name a backup file or folder to drill.');
  if (options.selfTest && options.tier !== 'full')
    throw new InputError(
      'A self-test shows what full drills catch; leave out --tier.',
    );
  if (options.tier === 'quick' && options.profile === undefined)
    throw new InputError(
      '--tier quick needs --profile: only the profile says which tables are core.',
    );
  return { ...options, paths: command.args };
}

/** Whether the error is commander asking to print the help and leave. */
export const isHelp = (error: unknown): boolean =>
  error instanceof CommanderError && error.exitCode === 0;
