import { NAME_WORDING } from '../rules/configName';
import { WINDOW_WORDING } from '../rules/drillWindow';
import { GLOB_WORDING } from '../rules/globPath';
import { KEY_WORDING } from '../rules/keyName';
import {
  cronLine,
  duration,
  entityRef,
  entityWith,
  fields,
  flag,
  list,
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

const copy = fields(
  'an object with store, path, location, offsite, immutable',
  {
    store: ruled(
      'configName',
      `the name of a store in app-config (${NAME_WORDING})`,
    ),
    path: ruled('globPath', GLOB_WORDING),
    location: text('Toronto'),
    offsite: flag,
    immutable: flag,
  },
  ['store', 'path'],
);

const drill: FieldSchema = {
  ...fields(
    'an object with every or cron (not both), timezone, window, profile, pool',
    {
      every: duration,
      cron: cronLine,
      timezone: timeZone,
      window: ruled('drillWindow', WINDOW_WORDING),
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
  not: { required: ['every', 'cron'] },
};

/** The JSON schema of a BackupJob. */
export const backupJobSchema = entityWith(
  fields(
    'the fields of a BackupJob: owner, server, operatedBy, schedule, grace, copies, key, objectives, drill',
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
      schedule,
      grace: duration,
      copies: list(
        'a list of at least one place where backups lie, such as [{ store: toronto-dc, path: lakeside/*.enc }]',
        copy,
        1,
      ),
      key: { ...ruled('keyName', KEY_WORDING), hidden: true },
      objectives: fields('an object with rpo, rto, allowance', {
        rpo: duration,
        rto: duration,
        allowance: duration,
      }),
      drill,
    },
    ['owner', 'server', 'schedule', 'copies'],
  ),
);
