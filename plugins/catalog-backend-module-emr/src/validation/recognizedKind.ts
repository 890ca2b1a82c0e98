import type { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  EMR_API_VERSION,
  EMR_KINDS,
  type EmrKind,
} from '@emr-backup/plugin-emr-backup-common';
import { entityTitle } from './entityTitle';
import { nearestName } from './nearestName';
import { shownValue } from './shownValue';

const API_GROUP = EMR_API_VERSION.split('/')[0];

/**
 * Which of our kinds the entity is, `undefined` when it belongs to someone else.
 *
 * @throws InputError when it claims our API group but names no kind or version of it
 */
export const recognizedKind = (entity: Entity): EmrKind | undefined => {
  if (entity.apiVersion.split('/')[0] !== API_GROUP) {
    return undefined;
  }
  if (entity.apiVersion !== EMR_API_VERSION) {
    throw new InputError(
      `${entityTitle(entity)}: apiVersion is ${shownValue(
        entity.apiVersion,
      )}; it must be ${EMR_API_VERSION}`,
    );
  }
  const kind = EMR_KINDS.find(one => one === entity.kind);
  if (!kind) {
    const nearest = nearestName(entity.kind, EMR_KINDS);
    throw new InputError(
      `${entityTitle(entity)}: kind is ${shownValue(
        entity.kind,
      )}; with apiVersion ${EMR_API_VERSION} it must be one of ${EMR_KINDS.join(
        ', ',
      )}${nearest ? ` (did you mean ${nearest}?)` : ''}`,
    );
  }
  return kind;
};
