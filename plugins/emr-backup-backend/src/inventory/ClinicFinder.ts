import type { Knex } from 'knex';
import type { z } from 'zod';
import {
  STANDINGS,
  type FleetGroup,
  type fleetQuerySchema,
  type Standing,
} from '@emr-backup/plugin-emr-backup-common';
import { Pace } from '../pace';
import { unpackList, type ClinicDbRow } from './rows';
import type { ClinicRecord } from './records';

/** Clinics read by one statement, when all are read. */
const PART = 200;

/** A validated fleet query. */
export type FleetFilter = z.output<typeof fleetQuerySchema>;

/** A page of clinics, worst first, with the totals the page shows. */
export interface FoundClinics {
  clinics: ClinicRecord[];
  totalItems: number;
  standings: Record<Standing, number>;
}

const GROUP_COLUMNS = {
  owner: 'owner',
  operator: 'operators',
  region: 'region',
} as const;

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
      .modify(query => inOrder(query, filter))
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

  /** Every group of the clinics that match, over all pages, in the order of the pages. */
  async groups(filter: FleetFilter): Promise<FleetGroup[]> {
    if (!filter.group) return [];
    const column = GROUP_COLUMNS[filter.group];
    const rows: { key: string | null; standing: string; n: number | string }[] =
      await this.#matching(filter)
        .modify(query => {
          if (filter.standing) query.where('standing', filter.standing);
        })
        .select({ key: column }, 'standing')
        .count({ n: '*' })
        .groupBy(column, 'standing')
        .modify(query => emptyLast(query, column));
    const groups = new Map<string | null, FleetGroup>();
    for (const { key: raw, standing, n } of rows) {
      const key = unpackList(raw ?? '').join(',') || null;
      const group = groups.get(key) ?? {
        key,
        clinics: 0,
        standings: { failing: 0, overdue: 0, unproven: 0, proven: 0 },
      };
      group.clinics += Number(n);
      group.standings[standing as Standing] += Number(n);
      groups.set(key, group);
    }
    return [...groups.values()];
  }

  async get(ref: string): Promise<ClinicRecord | undefined> {
    const row: ClinicDbRow | undefined = await this.#present()
      .where({ ref })
      .first();
    return row && clinicOfRow(row);
  }

  async all(): Promise<ClinicRecord[]> {
    const clinics: ClinicRecord[] = [];
    const pace = new Pace();
    for (let after = ''; ; after = clinics[clinics.length - 1].ref) {
      const rows: ClinicDbRow[] = await this.#present()
        .where('ref', '>', after)
        .orderBy('ref')
        .limit(PART);
      for (const row of rows) clinics.push(clinicOfRow(row));
      if (rows.length < PART) return clinics;
      await pace.rest();
    }
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
    const { search, owner, ownedBy, region, operator, vendor, hosting } =
      filter;
    return this.#present().modify(query => {
      if (ownedBy)
        query.whereIn(
          'owner',
          ownedBy
            .toLocaleLowerCase('en-US')
            .split(',')
            .map(ref => ref.trim()),
        );
      if (owner) query.where('owner', owner.toLocaleLowerCase('en-US'));
      if (region) query.where('region', region);
      if (operator)
        contains(
          query,
          'operators',
          `|${operator.toLocaleLowerCase('en-US')}|`,
        );
      if (vendor) {
        const listed = `|${vendor.toLocaleLowerCase('en-US')}|`;
        query.where(either => {
          contains(either, 'operators', listed);
          contains(either, 'suppliers', listed, 'orWhereRaw');
        });
      }
      if (hosting) contains(query, 'hostings', `|${hosting}|`);
      for (const word of search?.trim().split(/\s+/).filter(Boolean) ?? [])
        contains(query, 'search', word.toLocaleLowerCase('en-US'));
    });
  }

  #present(): Knex.QueryBuilder {
    return this.knex('emr_clinics').whereNull('gone_at');
  }
}

/** Sorts by a column; clinics that name nobody, or promise nothing, come last. */
function emptyLast(query: Knex.QueryBuilder, column: string) {
  return query
    .orderByRaw(`case when coalesce(??, '') = '' then 1 else 0 end`, [column])
    .orderBy(column);
}

function inOrder(query: Knex.QueryBuilder, { group, sort }: FleetFilter) {
  if (group) emptyLast(query, GROUP_COLUMNS[group]);
  if (sort === 'breach') emptyLast(query, 'breach_at');
  else if (sort !== 'name') query.orderBy(['standing_rank', 'backup_taken_at']);
  query.orderByRaw('lower(??)', ['title']).orderBy('ref');
}

function contains(
  query: Knex.QueryBuilder,
  column: string,
  text: string,
  joined: 'whereRaw' | 'orWhereRaw' = 'whereRaw',
) {
  const literal = text.replace(/[\\%_]/g, character => `\\${character}`);
  query[joined](`?? like ? escape '\\'`, [column, `%${literal}%`]);
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
    suppliers: unpackList(row.suppliers),
    hostings: unpackList(row.hostings),
    products: unpackList(row.products),
  };
}
