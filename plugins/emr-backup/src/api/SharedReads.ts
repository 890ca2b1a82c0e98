import type {
  AlarmQuery,
  BackupHistoryQuery,
  DrillLogQuery,
  DrillQuery,
  EmrBackupApi,
  FleetQuery,
  OperatorRecordQuery,
  PlanQuery,
  RecordCustody,
  RegisterRequest,
} from '@emr-backup/plugin-emr-backup-common';

/**
 * How long an answer is shared once it is there, in milliseconds. An entity page has six cards
 * that ask the same question as they load one after the other: too short and
 * each asks the backend itself, too long and "Run drill now" shows a page from
 * before the press. Starting or cancelling a drill forgets every answer.
 */
const SHARED_FOR_MS = 1500;
/** A question that hangs is asked anew after this many milliseconds. */
const AWAITED_FOR_MS = 30_000;

/** Lets cards on one page share a read instead of each asking the backend. */
export class SharedReads implements EmrBackupApi {
  readonly #api: EmrBackupApi;
  readonly #answers = new Map<
    string,
    { sharedUntil: number; answer: Promise<unknown> }
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

  /** Never shared: each page asks for what came since its last line. */
  getDrillLog(id: string, query?: DrillLogQuery) {
    return this.#api.getDrillLog(id, query);
  }

  startDrill(jobRef: string) {
    return this.#change(this.#api.startDrill(jobRef));
  }

  listSelfTests() {
    return this.#share('self-tests', () => this.#api.listSelfTests());
  }

  getSelfTest(id: string) {
    return this.#api.getSelfTest(id);
  }

  startSelfTest(jobRef: string) {
    return this.#change(this.#api.startSelfTest(jobRef));
  }

  cancelDrill(id: string) {
    return this.#change(this.#api.cancelDrill(id));
  }

  listAlarms(query?: AlarmQuery) {
    return this.#share(`alarms ${JSON.stringify(query ?? {})}`, () =>
      this.#api.listAlarms(query),
    );
  }

  getAlarm(id: string) {
    return this.#api.getAlarm(id);
  }

  acknowledgeAlarm(id: string, reason: string) {
    return this.#change(this.#api.acknowledgeAlarm(id, reason));
  }

  getBackupHistory(jobRef: string, query?: BackupHistoryQuery) {
    return this.#share(`backups ${jobRef} ${JSON.stringify(query ?? {})}`, () =>
      this.#api.getBackupHistory(jobRef, query),
    );
  }

  getCustody(jobRef: string) {
    return this.#share(`custody ${jobRef}`, () => this.#api.getCustody(jobRef));
  }

  recordCustody(jobRef: string, entry: RecordCustody) {
    return this.#change(this.#api.recordCustody(jobRef, entry));
  }

  getHeartbeat(jobRef: string) {
    return this.#share(`heartbeat ${jobRef}`, () =>
      this.#api.getHeartbeat(jobRef),
    );
  }

  createHeartbeatToken(jobRef: string) {
    return this.#change(this.#api.createHeartbeatToken(jobRef));
  }

  revokeHeartbeatToken(jobRef: string, tokenId: string) {
    return this.#change(this.#api.revokeHeartbeatToken(jobRef, tokenId));
  }

  getPlan(query?: PlanQuery) {
    return this.#share(`plan ${JSON.stringify(query ?? {})}`, () =>
      this.#api.getPlan(query),
    );
  }

  getSchedule(jobRef: string) {
    return this.#share(`schedule ${jobRef}`, () =>
      this.#api.getSchedule(jobRef),
    );
  }

  pauseDrills(jobRef: string, hold: { reason: string; until?: string }) {
    return this.#change(this.#api.pauseDrills(jobRef, hold));
  }

  resumeDrills(jobRef: string) {
    return this.#change(this.#api.resumeDrills(jobRef));
  }

  skipDrill(jobRef: string, reason: string) {
    return this.#change(this.#api.skipDrill(jobRef, reason));
  }

  listRunners() {
    return this.#share('runners', () => this.#api.listRunners());
  }

  getOperatorRecord(ref: string, query?: OperatorRecordQuery) {
    return this.#share(`record ${ref} ${JSON.stringify(query ?? {})}`, () =>
      this.#api.getOperatorRecord(ref, query),
    );
  }

  getRecoveryKit(jobRef: string) {
    return this.#share(`recovery kit ${jobRef}`, () =>
      this.#api.getRecoveryKit(jobRef),
    );
  }

  canRegister() {
    return this.#share('can register', () => this.#api.canRegister());
  }

  listRegistered() {
    return this.#share('registered', () => this.#api.listRegistered());
  }

  unregister(ref: string) {
    return this.#change(this.#api.unregister(ref));
  }

  register(request: RegisterRequest) {
    return this.#change(this.#api.register(request));
  }

  /** What is read after a change comes from after it. */
  async #change<T>(change: Promise<T>): Promise<T> {
    const answer = await change;
    this.#answers.clear();
    return answer;
  }

  #share<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const now = Date.now();
    for (const [key, { sharedUntil }] of this.#answers) {
      if (now > sharedUntil) this.#answers.delete(key);
    }
    const known = this.#answers.get(question);
    if (known) return known.answer as Promise<T>;
    const entry = { sharedUntil: now + AWAITED_FOR_MS, answer: ask() };
    this.#answers.set(question, entry);
    entry.answer.then(
      () => {
        entry.sharedUntil = Date.now() + SHARED_FOR_MS;
      },
      () => this.#answers.delete(question),
    );
    return entry.answer;
  }
}
