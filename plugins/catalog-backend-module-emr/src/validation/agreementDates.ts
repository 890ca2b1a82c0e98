import type { Entity } from '@backstage/catalog-model';
import { isVendorEntity } from '@emr-backup/plugin-emr-backup-common';
import { DateTime } from 'luxon';
import type { Problem } from './problemSentence';
import { shownValue } from './shownValue';

const FIELD = 'spec.agreement.expires';

/**
 * An agreement cannot expire before it was signed. Of an entity the schema
 * refused, it judges only dates that are dates.
 */
export const agreementDateProblems = (entity: Entity): Problem[] => {
  const agreement = isVendorEntity(entity) ? entity.spec?.agreement : undefined;
  if (!agreement?.signed || !agreement.expires) {
    return [];
  }
  const signed = DateTime.fromISO(String(agreement.signed));
  const expires = DateTime.fromISO(String(agreement.expires));
  if (!signed.isValid || !expires.isValid || expires > signed) {
    return [];
  }
  return [
    {
      field: FIELD,
      sentence: `${FIELD} is ${shownValue(
        agreement.expires,
      )}; it must be a date after spec.agreement.signed (${agreement.signed})`,
    },
  ];
};
