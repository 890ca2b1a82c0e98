import {
  COPY_ROLES,
  CRITICALITIES,
  DRILL_PICKS,
} from '@emr-backup/plugin-emr-backup-common';
import { NAME_WORDING } from '../rules/configName';
import { WINDOW_WORDING } from '../rules/drillWindow';
import { GLOB_WORDING } from '../rules/globPath';
import { KEY_WORDING } from '../rules/keyName';
import { SELECT_WORDING } from '../rules/selectStatement';
import {
  cronLine,
  duration,
  entityRef,
  entityWith,
  fields,
  flag,
  list,
  oneWordOf,
  owner,
  ruled,
  text,
  timeZone,
  type FieldSchema,
} from './fragments';

const schedule: FieldSchema = {
  ...fields(
    "either { every: PT4H } or { cron: '1 23 * * *', timezone: America/Toronto }",
    { every: duration, cron: cronLine, timezone: timeZone },
  ),
  oneOf: [{ required: ['every'] }, { required: ['cron'] }],
  dependencies: { timezone: ['cron'] },
};

const custody: FieldSchema = {
  ...fields(
    "either { every: P7D } or { cron: '0 18 * * 5', timezone: America/Toronto }, with grace if need be",
    { every: duration, cron: cronLine, timezone: timeZone, grace: duration },
  ),
  oneOf: [{ required: ['every'] }, { required: ['cron'] }],
  dependencies: { timezone: ['cron'] },
};

const copy = fields(
  'an object with store, path, location, offsite, immutable, role, medium, custody',
  {
    store: ruled(
      'configName',
      `the name of a store in app-config (${NAME_WORDING})`,
    ),
    path: ruled('globPath', GLOB_WORDING),
    location: text('Toronto'),
    offsite: flag,
    immutable: flag,
    role: oneWordOf(COPY_ROLES),
    medium: text("'object storage'"),
    custody,
  },
  ['store', 'path'],
);

const drill: FieldSchema = {
  ...fields(
    'an object with at most one of every, cron and after, and with timezone, window, spacing, pick (random not beside after), within, profile, pool',
    {
      every: duration,
      cron: cronLine,
      after: oneWordOf(['each-backup']),
      spacing: duration,
      timezone: timeZone,
      window: ruled('drillWindow', WINDOW_WORDING),
      pick: oneWordOf(DRILL_PICKS),
      within: duration,
      profile: ruled(
        'configName',
        `the name of a profile such as oscar (${NAME_WORDING})`,
      ),
      pool: ruled(
        'configName',
        `the name of a pool of drill runners such as default (${NAME_WORDING})`,
      ),
    },
  ),
  not: {
    anyOf: [
      { required: ['every', 'cron'] },
      { required: ['every', 'after'] },
      { required: ['cron', 'after'] },
      {
        required: ['after', 'pick'],
        properties: { pick: { const: 'random' } },
      },
    ],
  },
  dependencies: { spacing: ['after'], within: ['pick'] },
};

const bound: FieldSchema = { type: 'number', mustBe: 'a number' };

const check = fields(
  'an object with id, sql, min, max, equals',
  {
    id: {
      type: 'string',
      pattern: '^[a-z0-9-]+$',
      maxLength: 60,
      mustBe: 'a short name of lower case letters, digits and -',
    },
    sql: { ...ruled('selectStatement', SELECT_WORDING), maxLength: 4000 },
    min: bound,
    max: bound,
    equals: {
      anyOf: [{ type: 'number' }, { type: 'string' }],
      mustBe: 'a number or a text',
    },
  },
  ['id', 'sql'],
);

const canary = fields(
  'an object with table, column, value',
  {
    table: text('demographic'),
    column: text('last_name'),
    value: text('Zoë Ångström-Łukasiewicz'),
  },
  ['table', 'column', 'value'],
);

/** The JSON schema of a BackupJob. */
export const backupJobSchema = entityWith(
  fields(
    'the fields of a BackupJob: owner, server, operatedBy, criticality, schedule, grace, copies, key, objectives, drill, checks, canaries',
    {
      owner,
      server: entityRef(
        { defaultKind: 'EmrServer', kinds: ['EmrServer'] },
        'lakeside-oscar',
      ),
      operatedBy: entityRef(
        { defaultKind: 'Vendor', kinds: ['Vendor', 'Group', 'User'] },
        'infomedic',
      ),
      criticality: oneWordOf(CRITICALITIES),
      schedule,
      grace: duration,
      copies: list(
        'a list of the places where backups lie, such as [{ store: toronto-dc, path: lakeside/*.enc }], or [] where only the vendor has any',
        copy,
      ),
      key: { ...ruled('keyName', KEY_WORDING), hidden: true },
      objectives: fields('an object with rpo, rto, allowance', {
        rpo: duration,
        rto: duration,
        allowance: duration,
      }),
      drill,
      checks: list(
        "a list of questions to the restored copy, such as [{ id: active-patients, sql: 'SELECT COUNT(*) FROM demographic', min: 1 }]",
        check,
      ),
      canaries: list(
        'a list of made-up texts planted in the EMR, such as [{ table: demographic, column: last_name, value: Zoë }]',
        canary,
      ),
    },
    ['owner', 'server', 'schedule', 'copies'],
  ),
);
