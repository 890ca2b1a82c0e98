import type { Knex } from 'knex';
import type { RunnerStatus } from '@emr-backup/plugin-emr-backup-common';
import { databaseInstant, databaseNow } from '../database';
import { isProcessGone } from '../runner/runnerMark';
import { toInstant } from '../time';
import {
  statusOfRow,
  type RunnerIntroduction,
  type RunnerRow,
} from './runnerRow';

/** A runner that was lost is shown for a day, so that somebody sees it. */
const FORGET_AFTER_MS = 86_400_000;

/** What a living runner can do. */
export interface LivingRunner {
  pools: string[];
  engines: string[];
  stores: string[];
  keys: string[];
}

/** The record of all processes that run drills, on every host. */
export class RunnerRegistry {
  static create(
    knex: Knex,
    options: { lostAfterSeconds: number },
  ): RunnerRegistry {
    return new RunnerRegistry(knex, options.lostAfterSeconds);
  }

  /** Runners of this very process. */
  readonly #own = new Set<string>();

  private constructor(
    private readonly knex: Knex,
    private readonly lostAfterSeconds: number,
  ) {}

  /** Announces a runner of this process, or announces it anew. */
  async announce(id: string, runner: RunnerIntroduction): Promise<void> {
    this.#own.add(id);
    const now = databaseInstant(this.knex);
    await this.#rows()
      .insert({
        id,
        host: runner.host,
        pools: JSON.stringify(runner.pools),
        engines: JSON.stringify(runner.engines),
        tools: JSON.stringify(runner.tools),
        stores: JSON.stringify(runner.stores),
        keys: JSON.stringify(runner.keys),
        places: runner.places,
        running: 0,
        state: 'up',
        started_at: now,
        heartbeat_at: now,
      })
      .onConflict('id')
      .merge(['heartbeat_at', 'state', 'running']);
  }

  /** Answers false when nobody knows the runner any more: it was given up and forgotten. */
  async beat(
    id: string,
    now: { running: number; state: 'up' | 'draining' },
  ): Promise<boolean> {
    const known = await this.#rows()
      .where({ id })
      .update({ ...now, heartbeat_at: databaseInstant(this.knex) });
    return known > 0;
  }

  async leave(id: string): Promise<void> {
    await this.#rows().where({ id }).delete();
  }

  /** Those that live first, then by host. */
  async list(): Promise<RunnerStatus[]> {
    const { rows, isLost } = await this.#read();
    return rows
      .map(row => statusOfRow(row, isLost(row)))
      .sort(
        (one, other) =>
          Number(one.state === 'lost') - Number(other.state === 'lost') ||
          one.host.localeCompare(other.host) ||
          one.startedAt.localeCompare(other.startedAt),
      );
  }

  /** Those that take drills now. */
  async living(): Promise<LivingRunner[]> {
    const { rows, isLost } = await this.#read();
    return rows
      .filter(row => row.state === 'up' && !isLost(row))
      .map(row => ({
        pools: JSON.parse(row.pools),
        engines: (JSON.parse(row.engines) as RunnerStatus['engines']).map(
          ({ name }) => name,
        ),
        stores: JSON.parse(row.stores),
        keys: JSON.parse(row.keys),
      }));
  }

  /** Forgets those that have been lost for long. */
  async forgetLost(): Promise<void> {
    const now = await databaseNow(this.knex);
    await this.#rows()
      .where('heartbeat_at', '<', toInstant(now.getTime() - FORGET_AFTER_MS))
      .delete();
  }

  async #read(): Promise<{
    rows: RunnerRow[];
    isLost: (row: RunnerRow) => boolean;
  }> {
    const rows: RunnerRow[] = await this.knex<RunnerRow>('emr_runners');
    const now = await databaseNow(this.knex);
    const latest = now.getTime() - this.lostAfterSeconds * 1000;
    return {
      rows,
      isLost: row =>
        Date.parse(row.heartbeat_at) < latest ||
        (!this.#own.has(row.id) && isProcessGone(row.id)),
    };
  }

  #rows(): Knex.QueryBuilder<RunnerRow> {
    return this.knex<RunnerRow>('emr_runners');
  }
}
