import type {
  BuiltinCheck,
  CheckStatus,
  ReasonCode,
  StandingReasonCode,
} from '@emr-backup/plugin-emr-backup-common';

/**
 * What the codes of the backend mean, in one sentence each. English pages show
 * the backend's own sentences; these are what other languages translate.
 */
export const meanings = {
  reason: {
    hollow: 'There is nothing in the backup.',
    truncated: 'The backup ends before its format says it should.',
    'archive-damaged':
      'Bytes of the backup were changed: a checksum inside it does not match.',
    'trailer-missing': 'The dump was cut: its closing line is missing.',
    'undecryptable-wrong-key':
      'The key named for the job does not open this backup.',
    'undecryptable-truncated':
      'The key fits, but the encrypted file ends in the middle.',
    'not-a-backup': 'The file is no backup that any engine knows.',
    'chain-incomplete': 'A part of the backup is missing.',
    'tables-missing': 'Tables did not come back.',
    'core-table-missing':
      'A table without which there are no records is missing.',
    'core-table-empty':
      'A table without which there are no records came back empty.',
    'constraints-missing': 'Keys or constraints are missing from the copy.',
    'indexes-missing': 'Indexes are missing from the copy.',
    'routines-missing':
      'Stored functions or procedures are missing from the copy.',
    'triggers-missing': 'Triggers are missing from the copy.',
    'views-missing': 'Views are missing from the copy.',
    'view-unusable': 'A view came back and cannot be read.',
    'rows-shrunk':
      'A table lost more rows since the last passed drill than allowed.',
    'stale-content':
      'The newest record in the backup is too old: the file is new, its content is not.',
    'encoding-damaged': 'Text was damaged on its way into the backup.',
    'wrong-product': 'The backup is of another product.',
    'wrong-clinic': 'The backup looks like that of another clinic.',
    'documents-missing':
      'Documents named in the database are not in the backup.',
    'documents-empty': 'Documents named in the database are empty files.',
    'documents-altered':
      'Documents do not match the hash under which they were filed.',
    'documents-out-of-step':
      'The documents are much younger than the database beside them.',
    'document-keys-missing':
      'Keys to read the encrypted documents are missing.',
    'client-command-in-dump':
      'The dump holds a command that would run something where it is restored; it was not run.',
    'table-corrupt': 'A table is damaged and cannot be read to its end.',
    'custom-check': 'An expectation of a check of the site does not hold.',
    'load-error': 'The server refused a statement of the dump.',
    'artifact-missing': 'There is no backup where the job says.',
    'artifact-unreadable': 'The backup is there and cannot be read.',
    'store-missing': 'The job names a store that app-config does not.',
    'store-unreachable': 'The store does not answer.',
    'key-unavailable':
      'The key to open the backup is not configured or cannot be read.',
    'profile-unknown': 'There is no profile of that name.',
    'profile-invalid':
      'The profile asks for something that cannot be done here.',
    'format-unsupported': 'No engine installed here can restore this format.',
    'tool-missing':
      'A program that is needed to open the backup is not installed.',
    'engine-missing':
      'No server program for this database is installed on the runner.',
    'engine-version':
      'The backup comes from a newer server than the one installed here.',
    'engine-start': 'The scratch server did not start or went away.',
    'environment-collation':
      'The server installed here lacks a character set or collation of the backup.',
    'missing-extension':
      'The backup needs a PostgreSQL extension that is not installed here.',
    'missing-role':
      'The backup gives objects to roles that it does not bring along.',
    'scratch-full':
      'The disk of the work directory is full, or will not hold the copy.',
    'scratch-unwritable': 'The work directory cannot be written.',
    'memory-short': 'The scratch server took more memory than it may.',
    'timed-out': 'The drill took longer than it may.',
    'runner-lost': 'The process that ran the drill is gone.',
    'check-error': 'A check could not be asked.',
    'wipe-failed':
      'The scratch directory could not be removed; it holds a restored copy.',
    internal: 'The drill ended by a fault of ours.',
    restored:
      'The backup was restored, and every check that could be asked held.',
    'restored-in-part':
      'The backup was restored in part, and every check this part can answer held.',
    cancelled: 'The drill was cancelled.',
  } satisfies Record<ReasonCode, string>,
  standingReason: {
    'drill-failed': 'The newest drill found the backup bad.',
    'backup-overdue': 'The newest backup is older than allowed.',
    'backup-missing': 'There is no backup where the job says.',
    'proof-overdue': 'The last proven restore is longer ago than allowed.',
    'drill-overdue': 'No drill has judged this backup in the time allowed.',
    'data-too-old':
      'The newest record in the proven backup was older than allowed.',
    'vendors-word': 'There is only the vendor’s word.',
    'never-proven': 'No drill has restored this backup yet.',
    'no-backup-job': 'The catalog names no backup job for this clinic.',
    proven: 'The backup was restored and checked.',
  } satisfies Record<StandingReasonCode, string>,
  checkTitle: {
    'not-hollow': 'Not hollow',
    opened: 'Opened to the last byte',
    chain: 'Chain complete',
    'client-commands': 'No client command in the dump',
    loaded: 'Loaded without an error',
    trailer: 'Trailer present',
    'table-list': 'Tables of the product',
    'core-tables': 'Core tables present and filled',
    'schema-fingerprint': 'Schema as last time',
    constraints: 'Keys and constraints present',
    indexes: 'Indexes present',
    routines: 'Routines present',
    triggers: 'Triggers present',
    views: 'Views present',
    'views-usable': 'Views can be read',
    'table-integrity': 'Tables sound to the last page',
    'row-counts': 'Rows against the last drill',
    'newest-record': 'Newest clinical record',
    'text-encoding': 'Text encoding',
    canaries: 'Canary texts readable',
    documents: 'Documents match the database',
    'document-keys': 'Keys to read the documents present',
    'clinic-identity': 'The clinic it claims to be',
  } satisfies Record<BuiltinCheck, string>,
  checkSaid: {
    pass: {
      'not-hollow': 'The backup has content behind its wrappers.',
      opened: 'Every wrapper and archive opened.',
      chain: 'The parts of the backup fit together.',
      'client-commands': 'The dump holds data and definitions only.',
      loaded: 'The scratch server took every statement.',
      trailer: 'The dump ends with the line its program writes last.',
      'table-list': 'The tables that were due came back.',
      'core-tables': 'The tables that hold the records are there and filled.',
      'schema-fingerprint': 'The structure is that of the last drill.',
      constraints: 'All keys and constraints that were due came back.',
      indexes: 'All indexes that were due came back.',
      routines: 'All functions and procedures that were due came back.',
      triggers: 'All triggers that were due came back.',
      views: 'All views that were due came back.',
      'views-usable': 'Every view can be read.',
      'table-integrity': 'Every table could be read to its end.',
      'row-counts': 'No table lost more rows than allowed.',
      'newest-record': 'The newest record is as young as it must be.',
      'text-encoding': 'The texts that were looked at are whole.',
      canaries:
        'The texts put there for this purpose came back letter by letter.',
      documents: 'The documents named in the database are there and whole.',
      'document-keys': 'The keys to read the documents are there.',
      'clinic-identity': 'The copy is of the clinic it is said to be of.',
    } satisfies Record<BuiltinCheck, string>,
    fail: {
      'not-hollow': 'There is nothing in the backup.',
      opened: 'A wrapper or archive could not be opened to its end.',
      chain: 'The parts of the backup do not fit together.',
      'client-commands': 'The dump holds a command for the client program.',
      loaded: 'The scratch server refused a statement.',
      trailer: 'The dump lacks the line its program writes last.',
      'table-list': 'Tables that were due did not come back.',
      'core-tables': 'A table that holds the records is missing or empty.',
      'schema-fingerprint': 'The structure is not that of the last drill.',
      constraints: 'Keys or constraints that were due are missing.',
      indexes: 'Indexes that were due are missing.',
      routines: 'Functions or procedures that were due are missing.',
      triggers: 'Triggers that were due are missing.',
      views: 'Views that were due are missing.',
      'views-usable': 'A view cannot be read.',
      'table-integrity': 'A table is damaged.',
      'row-counts': 'A table lost more rows than allowed.',
      'newest-record': 'The newest record is too old.',
      'text-encoding': 'Texts are damaged by a wrong character set.',
      canaries:
        'A text put there for this purpose did not come back as it was.',
      documents: 'Documents named in the database are missing or damaged.',
      'document-keys': 'Keys to read the documents are missing.',
      'clinic-identity': 'The copy looks like that of another clinic.',
    } satisfies Record<BuiltinCheck, string>,
    any: {
      pass: 'This is as it must be.',
      fail: 'This is not as it must be.',
      warn: 'This is not as expected; it does not make the backup bad.',
      skip: 'This could not be asked of this backup.',
    } satisfies Record<CheckStatus, string>,
  },
} as const;
