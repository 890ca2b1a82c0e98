import { CRITICALITIES, HOSTINGS } from '@emr-backup/plugin-emr-backup-common';
import { NAME_WORDING } from '../rules/configName';
import {
  entityRef,
  entityWith,
  fields,
  list,
  oneWordOf,
  owner,
  ruled,
  text,
  version,
} from './fragments';

/** The JSON schema of an EmrServer. */
export const emrServerSchema = entityWith(
  fields(
    'the fields of an EmrServer: owner, clinic, product, version, hosting, database, suppliedBy, dependsOn, criticality',
    {
      owner,
      clinic: entityRef(
        { defaultKind: 'Clinic', kinds: ['Clinic'] },
        'lakeside-family',
      ),
      product: ruled(
        'configName',
        `the name of a profile such as oscar (${NAME_WORDING})`,
      ),
      version: version('19.12'),
      hosting: oneWordOf(HOSTINGS),
      database: fields('an object with engine, version, name', {
        engine: text('mariadb'),
        version: version('10.5'),
        name: text('oscar_15'),
      }),
      suppliedBy: entityRef(
        { defaultKind: 'Vendor', kinds: ['Vendor'] },
        'infomedic',
      ),
      dependsOn: list(
        'a list of entity refs such as [resource:default/lakeside-firewall]',
        entityRef({}, 'lakeside-firewall'),
      ),
      criticality: oneWordOf(CRITICALITIES),
    },
    ['owner', 'clinic', 'product'],
  ),
);
