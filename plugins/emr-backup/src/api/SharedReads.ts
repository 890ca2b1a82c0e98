import type {
  DrillQuery,
  EmrBackupApi,
  FleetQuery,
} from '@emr-backup/plugin-emr-backup-common';

/**
 * How long an answer is shared, in milliseconds. An entity page has six cards
 * that ask the same question as they load one after the other: too short and
 * each asks the backend itself, too long and "Run drill now" shows a page from
 * before the press. Starting or cancelling a drill forgets every answer.
 */
const SHARED_FOR_MS = 1500;

/** Lets cards on one page share a read instead of each asking the backend. */
export class SharedReads implements EmrBackupApi {
  readonly #api: EmrBackupApi;
  readonly #answers = new Map<
    string,
    { askedAt: number; answer: Promise<unknown> }
  >();

  constructor(api: EmrBackupApi) {
    this.#api = api;
  }

  getFleet(query?: FleetQuery) {
    return this.#share(`fleet ${JSON.stringify(query ?? {})}`, () =>
      this.#api.getFleet(query),
    );
  }

  getClinic(ref: string) {
    return this.#share(`clinic ${ref}`, () => this.#api.getClinic(ref));
  }

  getJob(ref: string) {
    return this.#share(`job ${ref}`, () => this.#api.getJob(ref));
  }

  listDrills(query?: DrillQuery) {
    return this.#share(`drills ${JSON.stringify(query ?? {})}`, () =>
      this.#api.listDrills(query),
    );
  }

  /** Never shared: the page of a running drill wants the newest answer. */
  getDrill(id: string) {
    return this.#api.getDrill(id);
  }

  async startDrill(jobRef: string) {
    const drill = await this.#api.startDrill(jobRef);
    this.#answers.clear();
    return drill;
  }

  listSelfTests() {
    return this.#share('self-tests', () => this.#api.listSelfTests());
  }

  getSelfTest(id: string) {
    return this.#api.getSelfTest(id);
  }

  async startSelfTest(jobRef: string) {
    const selfTest = await this.#api.startSelfTest(jobRef);
    this.#answers.clear();
    return selfTest;
  }

  async cancelDrill(id: string) {
    const drill = await this.#api.cancelDrill(id);
    this.#answers.clear();
    return drill;
  }

  #share<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const now = Date.now();
    for (const [key, { askedAt }] of this.#answers) {
      if (now - askedAt > SHARED_FOR_MS) this.#answers.delete(key);
    }
    const known = this.#answers.get(question);
    if (known) return known.answer as Promise<T>;
    const answer = ask();
    this.#answers.set(question, { askedAt: now, answer });
    answer.catch(() => this.#answers.delete(question));
    return answer;
  }
}
