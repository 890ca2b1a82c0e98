import type { Knex } from 'knex';
import type { z } from 'zod';
import {
  STANDINGS,
  type fleetQuerySchema,
  type Standing,
} from '@emr-backup/plugin-emr-backup-common';
import { unpackList, type ClinicDbRow } from './rows';
import type { ClinicRecord } from './records';

/** A validated fleet query. */
export type FleetFilter = z.output<typeof fleetQuerySchema>;

/** A page of clinics, worst first, with the totals the page shows. */
export interface FoundClinics {
  clinics: ClinicRecord[];
  totalItems: number;
  standings: Record<Standing, number>;
}

/** Filters, sorts and pages clinics in the database. */
export class ClinicFinder {
  static create(knex: Knex): ClinicFinder {
    return new ClinicFinder(knex);
  }

  private constructor(private readonly knex: Knex) {}

  async find(filter: FleetFilter): Promise<FoundClinics> {
    const standings = await this.#standings(filter);
    const rows: ClinicDbRow[] = await this.#matching(filter)
      .modify(query => {
        if (filter.standing) query.where('standing', filter.standing);
      })
      .orderBy([
        { column: 'standing_rank' },
        { column: 'backup_taken_at' },
        { column: 'title' },
        { column: 'ref' },
      ])
      .limit(filter.limit)
      .offset(filter.offset);
    return {
      clinics: rows.map(clinicOfRow),
      totalItems: filter.standing
        ? standings[filter.standing]
        : Object.values(standings).reduce((sum, count) => sum + count, 0),
      standings,
    };
  }

  async get(ref: string): Promise<ClinicRecord | undefined> {
    const row: ClinicDbRow | undefined = await this.#present()
      .where({ ref })
      .first();
    return row && clinicOfRow(row);
  }

  async all(): Promise<ClinicRecord[]> {
    const rows: ClinicDbRow[] = await this.#present().orderBy('ref');
    return rows.map(clinicOfRow);
  }

  async counts(): Promise<{ clinics: number; servers: number; jobs: number }> {
    const count = async (table: string) => {
      const row = await this.knex(table)
        .whereNull('gone_at')
        .count({ n: '*' })
        .first();
      return Number(row?.n ?? 0);
    };
    return {
      clinics: await count('emr_clinics'),
      servers: await count('emr_servers'),
      jobs: await count('emr_jobs'),
    };
  }

  async #standings(filter: FleetFilter): Promise<Record<Standing, number>> {
    const rows: { standing: string; n: number | string }[] =
      await this.#matching(filter)
        .select('standing')
        .count({ n: '*' })
        .groupBy('standing');
    const counted = new Map(rows.map(row => [row.standing, Number(row.n)]));
    return Object.fromEntries(
      STANDINGS.map(standing => [standing, counted.get(standing) ?? 0]),
    ) as Record<Standing, number>;
  }

  #matching(filter: FleetFilter): Knex.QueryBuilder {
    const { search, owner, region, operator, hosting } = filter;
    return this.#present().modify(query => {
      if (owner) query.where('owner', owner.toLocaleLowerCase('en-US'));
      if (region) query.where('region', region);
      if (operator)
        contains(
          query,
          'operators',
          `|${operator.toLocaleLowerCase('en-US')}|`,
        );
      if (hosting) contains(query, 'hostings', `|${hosting}|`);
      for (const word of search?.trim().split(/\s+/).filter(Boolean) ?? [])
        contains(query, 'search', word.toLocaleLowerCase('en-US'));
    });
  }

  #present(): Knex.QueryBuilder {
    return this.knex('emr_clinics').whereNull('gone_at');
  }
}

function contains(query: Knex.QueryBuilder, column: string, text: string) {
  const literal = text.replace(/[\\%_]/g, character => `\\${character}`);
  query.whereRaw(`?? like ? escape '\\'`, [column, `%${literal}%`]);
}

function clinicOfRow(row: ClinicDbRow): ClinicRecord {
  return {
    ref: row.ref,
    title: row.title,
    owner: row.owner,
    region: row.region,
    timezone: row.timezone,
    size: row.size,
    search: row.search,
    operators: unpackList(row.operators),
    hostings: unpackList(row.hostings),
    products: unpackList(row.products),
  };
}
