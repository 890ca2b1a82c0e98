import type { JsonObject } from '@backstage/types';
import { complaintsAbout, entityOf } from '../testing/complaints';

const good = {
  owner: 'group:default/it-west',
  type: 'emr',
  contacts: [
    {
      role: 'escalation',
      name: 'Help desk',
      phone: '+1 416 555 0100',
      email: 'help@infomedic.example',
      hours: '24x7',
    },
  ],
  agreement: { type: 'BAA', signed: '2025-02-01', expires: '2027-02-01' },
};

const complaints = (spec: JsonObject) =>
  complaintsAbout(entityOf('Vendor', 'infomedic', spec));

const EXPIRES = 'it must be a date after spec.agreement.signed';

describe('the schema of a Vendor', () => {
  it('accepts a full and a minimal vendor', async () => {
    expect(await complaints(good)).toEqual([]);
    expect(await complaints({ owner: 'it-west', type: 'backup' })).toEqual([]);
  });

  it.each<[JsonObject, string]>([
    [
      { type: 'software' },
      'spec.type is "software"; it must be one of emr, backup, hosting, network, hardware',
    ],
    [
      { contacts: [{ role: 'escalation', email: 'help at infomedic' }] },
      'spec.contacts[0].email is "help at infomedic"; it must be an email address such as help@vendor.example',
    ],
    [
      { contacts: [{ role: 'escalation', phone: 4165550100 }] },
      "spec.contacts[0].phone is 4165550100; it must be a text of at most 200 characters such as '+1 416 555 0100'",
    ],
    [
      { contacts: [{ name: 'Help desk' }] },
      'spec.contacts[0].role is missing; it must be a text of at most 200 characters such as escalation',
    ],
    [
      { contacts: [{ role: 'sales', mail: 'a@b.example' }] },
      'spec.contacts[0].mail is not a known field; did you mean spec.contacts[0].email?',
    ],
    [
      { contacts: ['help@infomedic.example'] },
      'spec.contacts[0] is "help@infomedic.example"; it must be an object with role, name, phone, email, hours',
    ],
    [
      { agreement: { type: 'BAA', signed: '2025-02-30' } },
      'spec.agreement.signed is "2025-02-30"; it must be a date such as 2026-02-01',
    ],
    [
      { agreement: { type: 'BAA', signed: '1 February 2025' } },
      'spec.agreement.signed is "1 February 2025"; it must be a date such as 2026-02-01',
    ],
    [
      {
        agreement: { type: 'BAA', signed: '2027-02-01', expires: '2025-02-01' },
      },
      `spec.agreement.expires is "2025-02-01"; ${EXPIRES} (2027-02-01)`,
    ],
    [
      {
        agreement: { type: 'BAA', signed: '2025-02-01', expires: '2025-02-01' },
      },
      `spec.agreement.expires is "2025-02-01"; ${EXPIRES} (2025-02-01)`,
    ],
    [
      { agreement: { signed: '2025-02-01' } },
      'spec.agreement.type is missing; it must be a text of at most 200 characters such as BAA',
    ],
    [
      { kontakts: [] },
      'spec.kontakts is not a known field; did you mean spec.contacts?',
    ],
  ])('refuses %j', async (change, sentence) => {
    expect(await complaints({ ...good, ...change })).toEqual([
      `Vendor default/infomedic: ${sentence}`,
    ]);
  });

  it('tells the order of the agreement dates beside the problems of the schema', async () => {
    expect(
      await complaints({
        ...good,
        type: 'it',
        agreement: { type: 'BAA', signed: '2027-02-01', expires: '2025-02-01' },
      }),
    ).toEqual([
      'Vendor default/infomedic: spec.type is "it"; it must be one of emr, backup, hosting, network, hardware',
      `Vendor default/infomedic: spec.agreement.expires is "2025-02-01"; ${EXPIRES} (2027-02-01)`,
    ]);
  });
});
