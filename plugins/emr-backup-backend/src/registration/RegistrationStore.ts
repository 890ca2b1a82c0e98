import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { toInstant } from '../time';

const BATCH = 100;

interface Row {
  ref: string;
  entity: string;
  changed_at: string;
  changed_by: string;
}

/** A registered entity, and who changed it last. */
export interface StoredEntity {
  ref: string;
  entity: Entity;
  changedAt: string;
  changedBy: string;
}

/** The entities that were registered in the console. */
export class RegistrationStore {
  static create(knex: Knex): RegistrationStore {
    return new RegistrationStore(knex);
  }

  private constructor(private readonly knex: Knex) {}

  async all(): Promise<Entity[]> {
    const rows = await this.knex<Row>('emr_registered_entities')
      .select('entity')
      .orderBy('ref');
    return rows.map(row => JSON.parse(row.entity));
  }

  /** By ref. */
  async list(): Promise<StoredEntity[]> {
    const rows = await this.knex<Row>('emr_registered_entities')
      .select('*')
      .orderBy('ref');
    return rows.map(row => ({
      ref: row.ref,
      entity: JSON.parse(row.entity),
      changedAt: row.changed_at,
      changedBy: row.changed_by,
    }));
  }

  /** Of some refs, those that are registered, as JSON text. */
  async texts(refs: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (let start = 0; start < refs.length; start += BATCH) {
      const rows = await this.knex<Row>('emr_registered_entities')
        .whereIn('ref', refs.slice(start, start + BATCH))
        .select('ref', 'entity');
      for (const row of rows) found.set(row.ref, row.entity);
    }
    return found;
  }

  /** All of them or none. */
  async put(
    entities: readonly Entity[],
    by: { name: string; now: Date },
  ): Promise<void> {
    const rows = entities.map(entity => ({
      ref: stringifyEntityRef(entity),
      entity: JSON.stringify(entity),
      changed_at: toInstant(by.now),
      changed_by: by.name,
    }));
    await this.knex.transaction(async trx => {
      for (let start = 0; start < rows.length; start += BATCH)
        await trx<Row>('emr_registered_entities')
          .insert(rows.slice(start, start + BATCH))
          .onConflict('ref')
          .merge();
    });
  }

  /** Whether there was one to forget. */
  async remove(ref: string): Promise<boolean> {
    const count = await this.knex<Row>('emr_registered_entities')
      .where({ ref })
      .delete();
    return count > 0;
  }
}
