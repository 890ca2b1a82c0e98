import { CRITICALITIES } from '@emr-backup/plugin-emr-backup-common';
import { OPENING_HOURS_WORDING } from '../rules/openingHours';
import {
  entityWith,
  fields,
  oneWordOf,
  owner,
  ruled,
  text,
  timeZone,
} from './fragments';

/** The JSON schema of a Clinic. */
export const clinicSchema = entityWith(
  fields(
    'the fields of a Clinic: owner, timezone, region, size, openingHours, criticality',
    {
      owner,
      timezone: timeZone,
      region: text('Ontario'),
      size: {
        type: 'integer',
        minimum: 1,
        mustBe: 'the number of clinicians, a whole number of at least 1',
      },
      openingHours: ruled('openingHours', OPENING_HOURS_WORDING),
      criticality: oneWordOf(CRITICALITIES),
    },
    ['owner', 'timezone'],
  ),
);
