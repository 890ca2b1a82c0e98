import type { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import { declaredRelations } from './relations/declaredRelations';
import { agreementDateProblems } from './validation/agreementDates';
import { entityTitle } from './validation/entityTitle';
import { recognizedKind } from './validation/recognizedKind';
import { SchemaChecker } from './validation/SchemaChecker';

/**
 * Knows the kinds Clinic, EmrServer, BackupJob and Vendor: says what is wrong
 * with one, every problem at once, and relates a valid one to its neighbors.
 *
 * @public
 */
export class EmrKindsProcessor implements CatalogProcessor {
  private readonly schemas = SchemaChecker.create();

  /** {@inheritDoc @backstage/plugin-catalog-node#CatalogProcessor.getProcessorName} */
  getProcessorName(): string {
    return 'EmrKindsProcessor';
  }

  /** Whether the entity is a valid one of our kinds; an InputError lists all its problems. */
  async validateEntityKind(entity: Entity): Promise<boolean> {
    const kind = recognizedKind(entity);
    if (!kind) {
      return false;
    }
    const problems = [
      ...this.schemas.problems(kind, entity),
      ...agreementDateProblems(entity),
    ];
    if (problems.length > 0) {
      const title = entityTitle(entity);
      throw new InputError(
        problems.map(({ sentence }) => `${title}: ${sentence}`).join('\n'),
      );
    }
    return true;
  }

  /** Emits the relations of one of our entities, in both directions. */
  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    for (const relation of declaredRelations(entity)) {
      emit(processingResult.relation(relation));
    }
    return entity;
  }
}
