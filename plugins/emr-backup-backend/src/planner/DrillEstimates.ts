import type { Knex } from 'knex';
import type { DrillRow } from '../drills';
import { estimateDrill, type Estimate, type MeasuredDrill } from './estimate';

/** Newest passed drills of a job that tell how long the next takes. */
const OWN = 3;
/** Newest passed drills of all jobs among which similar ones are looked for. */
const SAMPLES = 1000;
/** The sample changes slowly. */
const SAMPLE_MS = 10 * 60_000;

type MeasuredRow = Pick<
  DrillRow,
  'job_ref' | 'started_at' | 'ended_at' | 'artifact_bytes'
>;

/** How long drills will take, from how long they took. */
export class DrillEstimates {
  static create(knex: Knex): DrillEstimates {
    return new DrillEstimates(knex);
  }

  #sample: { at: number; byProduct: Map<string, MeasuredDrill[]> } | undefined;

  private constructor(private readonly knex: Knex) {}

  async of(
    jobs: readonly {
      jobRef: string;
      product: string | null;
      bytes: number | null;
    }[],
    now: Date,
  ): Promise<Map<string, Estimate>> {
    const own = await this.#own(jobs.map(({ jobRef }) => jobRef));
    const similar = await this.#similar(now);
    return new Map(
      jobs.map(({ jobRef, product, bytes }) => [
        jobRef,
        estimateDrill(bytes, {
          own: own.get(jobRef) ?? [],
          similar: similar.get(product ?? '') ?? [],
        }),
      ]),
    );
  }

  async #own(
    jobRefs: readonly string[],
  ): Promise<Map<string, MeasuredDrill[]>> {
    const placed = this.knex('emr_drills')
      .whereIn('job_ref', jobRefs)
      .where('outcome', 'passed')
      .select('job_ref', 'started_at', 'ended_at', 'artifact_bytes')
      .rowNumber('place', builder =>
        builder.partitionBy('job_ref').orderBy('queued_at', 'desc'),
      );
    const rows: MeasuredRow[] = await this.knex
      .from(placed.as('placed'))
      .where('place', '<=', OWN);
    return grouped(rows, row => row.job_ref);
  }

  async #similar(now: Date): Promise<Map<string, MeasuredDrill[]>> {
    const at = now.getTime();
    if (!this.#sample || Math.abs(at - this.#sample.at) > SAMPLE_MS) {
      const rows: MeasuredRow[] = await this.knex<DrillRow>('emr_drills')
        .where('outcome', 'passed')
        .orderBy('ended_at', 'desc')
        .limit(SAMPLES)
        .select('job_ref', 'started_at', 'ended_at', 'artifact_bytes');
      const products = await this.#products(rows.map(row => row.job_ref));
      const byProduct = grouped(rows, row => products.get(row.job_ref) ?? '');
      this.#sample = { at, byProduct };
    }
    return this.#sample.byProduct;
  }

  async #products(jobRefs: readonly string[]): Promise<Map<string, string>> {
    const rows: { ref: string; product: string | null }[] = await this.knex(
      'emr_jobs',
    )
      .whereIn('ref', [...new Set(jobRefs)])
      .select('ref', 'product');
    return new Map(rows.map(row => [row.ref, row.product ?? '']));
  }
}

function grouped<T extends MeasuredRow>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): Map<string, MeasuredDrill[]> {
  const groups = new Map<string, MeasuredDrill[]>();
  for (const row of rows) {
    if (!row.started_at || !row.ended_at) continue;
    const drill = {
      seconds: (Date.parse(row.ended_at) - Date.parse(row.started_at)) / 1000,
      bytes: Number(row.artifact_bytes ?? 0),
    };
    const group = groups.get(keyOf(row));
    if (group) group.push(drill);
    else groups.set(keyOf(row), [drill]);
  }
  return groups;
}
