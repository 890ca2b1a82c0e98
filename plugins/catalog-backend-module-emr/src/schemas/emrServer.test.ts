import type { JsonObject } from '@backstage/types';
import { complaintsAbout, entityOf } from '../testing/complaints';

const good = {
  owner: 'group:default/it-west',
  clinic: 'lakeside-family',
  product: 'isc-oscar',
  version: '19.12',
  hosting: 'on-premise',
  database: { engine: 'mariadb', version: '10.5', name: 'oscar_15' },
  suppliedBy: 'infomedic',
  dependsOn: ['resource:default/lakeside-firewall'],
  criticality: 'low',
};

const complaints = (spec: JsonObject) =>
  complaintsAbout(entityOf('EmrServer', 'lakeside-oscar', spec));

const PRODUCT =
  'it must be the name of a profile such as oscar (letters and digits, in parts joined by - or _, starting with a letter, at most 63 characters)';

describe('the schema of an EmrServer', () => {
  it('accepts a full and a minimal server', async () => {
    expect(await complaints(good)).toEqual([]);
    expect(
      await complaints({
        owner: 'it-west',
        clinic: 'clinic:west/lakeside-family',
        product: 'openemr',
      }),
    ).toEqual([]);
  });

  it.each<[JsonObject, string]>([
    [
      { clinic: 'component:default/lakeside' },
      'spec.clinic is "component:default/lakeside"; it must be the ref of a Clinic such as clinic:default/lakeside-family',
    ],
    [
      { suppliedBy: 'group:default/it-west' },
      'spec.suppliedBy is "group:default/it-west"; it must be the ref of a Vendor such as vendor:default/infomedic',
    ],
    [
      { criticality: 1 },
      'spec.criticality is 1; it must be one of high, normal, low',
    ],
    [
      { hosting: 'basement' },
      'spec.hosting is "basement"; it must be one of on-premise, co-location, cloud, saas',
    ],
    [
      { version: 19.1 },
      "spec.version is 19.1; it must be a version in quotes such as '19.12'",
    ],
    [
      { database: { version: 10 } },
      "spec.database.version is 10; it must be a version in quotes such as '10.5'",
    ],
    [
      { database: 'mariadb' },
      'spec.database is "mariadb"; it must be an object with engine, version, name',
    ],
    [
      { database: { engin: 'mariadb' } },
      'spec.database.engin is not a known field; did you mean spec.database.engine?',
    ],
    [{ product: 'OSCAR 19' }, `spec.product is "OSCAR 19"; ${PRODUCT}`],
    [{ product: '../oscar' }, `spec.product is "../oscar"; ${PRODUCT}`],
    [
      { dependsOn: 'resource:default/firewall' },
      'spec.dependsOn is "resource:default/firewall"; it must be a list of entity refs such as [resource:default/lakeside-firewall]',
    ],
    [
      { dependsOn: ['resource:default/firewall', 'firewall'] },
      'spec.dependsOn[1] is "firewall"; it must be an entity ref with its kind such as resource:default/lakeside-firewall',
    ],
    [
      { dependson: [] },
      'spec.dependson is not a known field; did you mean spec.dependsOn?',
    ],
  ])('refuses %j', async (change, sentence) => {
    expect(await complaints({ ...good, ...change })).toEqual([
      `EmrServer default/lakeside-oscar: ${sentence}`,
    ]);
  });

  it('names the missing clinic and product', async () => {
    expect(await complaints({ owner: 'it-west' })).toEqual([
      'EmrServer default/lakeside-oscar: spec.clinic is missing; it must be the ref of a Clinic such as clinic:default/lakeside-family',
      `EmrServer default/lakeside-oscar: spec.product is missing; ${PRODUCT}`,
    ]);
  });
});
