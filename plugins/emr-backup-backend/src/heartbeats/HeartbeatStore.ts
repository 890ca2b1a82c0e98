import {
  createHash,
  randomBytes,
  randomUUID,
  timingSafeEqual,
} from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import type {
  Heartbeat,
  HeartbeatEvent,
  HeartbeatStatus,
  HeartbeatToken,
} from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';
import { toInstant } from '../time';

/** Values of one statement. */
const BATCH = 400;

interface TokenRow {
  id: string;
  job_ref: string;
  hash: string;
  created_at: string;
  created_by: string;
  last_used_at: string | null;
  revoked_at: string | null;
}

interface HeartbeatRow {
  job_ref: string;
  first_at: string;
  last_event: HeartbeatEvent;
  last_at: string;
  last_bytes: number | string | null;
  last_duration_seconds: number | null;
  success_at: string | null;
  failure_at: string | null;
}

/** What a job has said about itself. */
export interface HeartbeatFacts {
  /** Whether anything can report at all. */
  tokens: HeartbeatStatus['tokens'];
  firstAt: string | null;
  last: HeartbeatStatus['last'];
  successAt: string | null;
  failureAt: string | null;
}

export const nothingHeard = (): HeartbeatFacts => ({
  tokens: [],
  firstAt: null,
  last: null,
  successAt: null,
  failureAt: null,
});

/** Tokens, of which only hashes are kept, and the newest reports of each job. */
export class HeartbeatStore {
  static create(knex: Knex): HeartbeatStore {
    return new HeartbeatStore(knex);
  }

  private constructor(private readonly knex: Knex) {}

  /** The token is in the answer and nowhere else. */
  async createToken(
    jobRef: string,
    options: { by: string; now: Date },
  ): Promise<HeartbeatToken> {
    const id = randomUUID();
    const token = randomBytes(32).toString('base64url');
    await this.#tokens().insert({
      id,
      job_ref: jobRef,
      hash: hashOf(token).toString('hex'),
      created_at: toInstant(options.now),
      created_by: options.by,
    });
    return { id, token };
  }

  async revokeToken(jobRef: string, id: string, now: Date): Promise<void> {
    const revoked = await this.#tokens()
      .where({ id, job_ref: jobRef })
      .whereNull('revoked_at')
      .update({ revoked_at: toInstant(now) });
    if (revoked === 0)
      throw new NotFoundError(
        `The backup job "${jobRef}" has no heartbeat token "${id}".`,
      );
  }

  /**
   * The id of the token when it may report for the job. Every token of the job
   * is compared in full, and one more when there is none: the time an answer
   * takes tells neither a part of a token nor whether the job exists.
   */
  async tokenOf(jobRef: string, token: string): Promise<string | undefined> {
    const rows: TokenRow[] = await this.#tokens()
      .where('job_ref', jobRef)
      .whereNull('revoked_at');
    const given = hashOf(token);
    let found: string | undefined;
    for (const { id, hash } of [...rows, { id: undefined, hash: '' }]) {
      const kept = Buffer.alloc(given.length);
      kept.write(hash, 'hex');
      if (timingSafeEqual(kept, given) && id !== undefined) found = id;
    }
    return found;
  }

  /** Writes a report down. */
  async record(
    jobRef: string,
    tokenId: string,
    { event, bytes, durationSeconds }: Heartbeat,
    now: Date,
  ): Promise<void> {
    const at = toInstant(now);
    const told = {
      last_event: event,
      last_at: at,
      last_bytes: bytes ?? null,
      last_duration_seconds: durationSeconds ?? null,
      ...(event === 'success' ? { success_at: at } : {}),
      ...(event === 'failure' ? { failure_at: at } : {}),
    };
    await this.knex.transaction(async trx => {
      await trx<HeartbeatRow>('emr_heartbeats')
        .insert({ job_ref: jobRef, first_at: at, ...told })
        .onConflict('job_ref')
        .merge(told);
      await trx<TokenRow>('emr_heartbeat_tokens')
        .where('id', tokenId)
        .update({ last_used_at: at });
    });
  }

  async facts(
    jobRefs: readonly string[],
  ): Promise<Map<string, HeartbeatFacts>> {
    const facts = new Map<string, HeartbeatFacts>();
    const of = (ref: string) => {
      const known = facts.get(ref) ?? nothingHeard();
      facts.set(ref, known);
      return known;
    };
    for (let start = 0; start < jobRefs.length; start += BATCH) {
      const refs = jobRefs.slice(start, start + BATCH);
      const tokens: TokenRow[] = await this.#tokens()
        .whereIn('job_ref', refs)
        .whereNull('revoked_at')
        .orderBy('created_at');
      for (const row of tokens)
        of(row.job_ref).tokens.push({
          id: row.id,
          createdAt: row.created_at,
          createdBy: row.created_by,
          lastUsedAt: row.last_used_at,
        });
      const rows = await this.knex<HeartbeatRow>('emr_heartbeats').whereIn(
        'job_ref',
        refs,
      );
      for (const row of rows)
        Object.assign(of(row.job_ref), {
          firstAt: row.first_at,
          last: {
            event: row.last_event,
            at: row.last_at,
            bytes: row.last_bytes === null ? null : Number(row.last_bytes),
            durationSeconds: row.last_duration_seconds,
          },
          successAt: row.success_at,
          failureAt: row.failure_at,
        });
    }
    return facts;
  }

  #tokens(): Knex.QueryBuilder<TokenRow> {
    return this.knex<TokenRow>('emr_heartbeat_tokens');
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
