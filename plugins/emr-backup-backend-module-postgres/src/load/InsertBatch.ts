import type { Place } from './verdict';

/** Single rows (`pg_dump --inserts`) travel together up to this size. */
const BATCH_BYTES = 256 * 1024;

/** `INSERT` statements that are sent as one. */
export class InsertBatch {
  #parts: Buffer[] = [];
  #bytes = 0;
  #place: Place | undefined;

  /** True when the batch is large enough to go. */
  add(sql: Buffer, place: Place): boolean {
    this.#place ??= place;
    this.#parts.push(sql);
    this.#bytes += sql.length;
    return this.#bytes >= BATCH_BYTES;
  }

  /** What was gathered, and where it began; the batch is empty after. */
  take(): { sql: Buffer; place: Place } | undefined {
    const place = this.#place;
    if (!place) return undefined;
    const sql = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#bytes = 0;
    this.#place = undefined;
    return { sql, place };
  }
}
