import { VENDOR_TYPES } from '@emr-backup/plugin-emr-backup-common';
import {
  day,
  entityWith,
  fields,
  list,
  oneWordOf,
  owner,
  text,
} from './fragments';

const contact = fields(
  'an object with role, name, phone, email, hours',
  {
    role: text('escalation'),
    name: text('Help desk'),
    phone: text("'+1 416 555 0100'"),
    email: {
      type: 'string',
      format: 'email',
      mustBe: 'an email address such as help@vendor.example',
    },
    hours: text('24x7'),
  },
  ['role'],
);

/** The JSON schema of a Vendor. */
export const vendorSchema = entityWith(
  fields(
    'the fields of a Vendor: owner, type, contacts, agreement',
    {
      owner,
      type: oneWordOf(VENDOR_TYPES),
      contacts: list(
        'a list of contacts such as [{ role: escalation, name: Help desk }]',
        contact,
      ),
      agreement: fields(
        'an object with type, signed, expires',
        { type: text('BAA'), signed: day, expires: day },
        ['type'],
      ),
    },
    ['owner', 'type'],
  ),
);
