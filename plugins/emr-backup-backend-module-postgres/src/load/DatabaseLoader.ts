import type { Announced } from './Announced';
import { BuildQueue } from './BuildQueue';
import { buildStep, type BuildStep } from './buildStep';
import { Crew } from './Crew';
import type { Databases } from './Databases';
import { SqlFailure } from './RawStatement';
import { RowFlow } from './RowFlow';
import { rowTarget, TablesMade } from './TablesMade';
import type { Session } from './Session';
import type { Statements } from './Statements';
import { loadFault, type Place } from './verdict';

const SETTING = /^(SET|RESET|SELECT pg_catalog\.set_config)\b/i;

type Reference = Extract<BuildStep, { how: 'reference' }>;

/** How one database is loaded. */
export interface DatabasePlan {
  databases: Databases;
  statements: Statements;
  announced: Announced;
  database: string;
  /** Connections it may use. One: everything runs where it stands in the script. */
  connections: number;
  /** False while nothing says that the script is pg_dump's, whose order we know. */
  known(): boolean;
  /** `quick`: references between rows must not matter, for not all rows come. */
  partial: boolean;
}

/**
 * Loads one database of a script, with several connections where that is the
 * same as with one: a table's rows are cut between rows, indexes and keys wait
 * for each other's company, foreign keys are announced in order and checked
 * together. Everything else waits for what was queued before it.
 */
export class DatabaseLoader {
  readonly #crew: Crew;
  readonly #queue: BuildQueue;
  readonly #made = new TablesMade();
  /** `SET …` seen before the database is known to be needed. */
  #preamble: { sql: Buffer; place: Place }[] = [];
  #encoding: string | undefined;
  #first: Session | undefined;
  #flow: RowFlow | undefined;
  #flowTable = '';
  #references = false;
  /** Most connections that worked at the same time. */
  together = 1;
  /** True when something was loaded. */
  landed = false;

  constructor(private readonly plan: DatabasePlan) {
    this.#crew = new Crew(plan.databases, plan.database, plan.connections);
    this.#queue = new BuildQueue(this.#crew);
  }

  /** The connection that runs the script, made when the first statement needs it. */
  async session(): Promise<Session> {
    if (!this.#first) {
      const { databases, database, partial } = this.plan;
      await databases.create(database, this.#encoding);
      this.#first = await this.#crew.first();
      if (partial) await this.#withoutReferences(this.#first);
      const preamble = this.#preamble;
      this.#preamble = [];
      for (const { sql, place } of preamble) await this.#run(sql, place);
    }
    return this.#first;
  }

  /** Not every server lets a role that is no superuser say so; rows pg_dump wrote come before all references anyway. */
  async #withoutReferences(session: Session): Promise<void> {
    const setting = 'SET session_replication_role = replica';
    try {
      await session.run(setting);
      this.#crew.remember(Buffer.from(setting));
    } catch (error) {
      if (!(error instanceof SqlFailure) || error.state !== '42501')
        throw error;
    }
  }

  /** A statement that the loader's own role runs. */
  async statement(sql: Buffer, place: Place): Promise<void> {
    const { head } = place.kind;
    if (!this.#first && SETTING.test(head)) {
      const encoding = /^SET client_encoding (?:=|TO) '?([\w-]+)/i.exec(
        sql.toString('latin1'),
      )?.[1];
      this.#encoding = encoding ?? this.#encoding;
      this.#preamble.push({ sql, place });
      return;
    }
    if (await this.#later(sql, place)) return;
    await this.settle();
    if (await this.#run(sql, place)) this.#taken(head, sql);
  }

  #taken(head: string, sql?: Buffer): void {
    this.landed = true;
    this.plan.announced.statement(head);
    if (sql) this.#made.statement(head, sql);
  }

  async #run(sql: Buffer, place: Place): Promise<boolean> {
    const session = await this.session();
    const taken = await this.plan.statements.run(session, sql, place);
    if (taken && SETTING.test(place.kind.head)) this.#crew.remember(sql);
    return taken;
  }

  /** Puts a statement off that may run beside others; false when it may not. */
  async #later(sql: Buffer, place: Place): Promise<boolean> {
    const { connections, known } = this.plan;
    if (connections === 1 || !known()) return false;
    if ((await this.session()).inTransaction) return false;
    const { head } = place.kind;
    const step = buildStep(head, sql);
    if (!step) return false;
    if (step.how === 'after') {
      this.#queue.then(async () => {
        if (await this.#run(sql, place)) this.#taken(head);
      });
      return true;
    }
    if (step.how === 'reference') return this.#reference(step, place);
    if (this.#references) await this.settle();
    this.#build(step.table, step.how === 'index', sql, place, true);
    return true;
  }

  async #reference(step: Reference, place: Place): Promise<boolean> {
    if (this.#made.isPartitioned(step.target)) return false;
    // Keys first: a reference needs its target's.
    if (!this.#references) await this.settle();
    this.#references = true;
    await this.plan.statements.run(await this.session(), step.add, place);
    this.#taken(place.kind.head);
    this.#made.guard();
    this.#build(step.table, false, step.check, place, false);
    return true;
  }

  #build(
    table: string,
    shares: boolean,
    sql: Buffer,
    place: Place,
    announce: boolean,
  ): void {
    const { statements } = this.plan;
    this.#made.guard();
    this.#queue.add({
      table,
      shares,
      weight: this.#made.bytes(table),
      run: async session => {
        const taken = await statements.run(session, sql, place);
        if (taken && announce) this.#taken(place.kind.head);
      },
    });
  }

  /** Waits for everything that was put off. */
  async settle(): Promise<void> {
    const { connections } = this.plan;
    if (this.#queue.size > 1) this.together = connections;
    this.#references = false;
    await this.#queue.drain();
  }

  async beginRows(sql: Buffer, place: Place): Promise<void> {
    await this.settle();
    const session = await this.session();
    const { connections, known } = this.plan;
    const { table, plain } = rowTarget(sql);
    const apart = plain && known() && this.#made.mayBeSplit(table);
    try {
      this.#flow = await RowFlow.begin(
        this.#crew,
        sql,
        apart && !session.inTransaction ? connections : 1,
      );
    } catch (error) {
      if (error instanceof SqlFailure) throw loadFault(error, place, sql);
      throw error;
    }
    this.#flowTable = table;
    this.landed = true;
  }

  async rows(data: Buffer): Promise<void> {
    await this.#flow?.rows(data);
  }

  async endRows(): Promise<void> {
    const flow = this.#flow;
    this.#flow = undefined;
    if (!flow) return;
    await flow.end();
    this.together = Math.max(this.together, flow.connections);
    this.#made.filled(this.#flowTable, flow.bytes);
  }

  /** Breaks off whatever is under way. */
  destroy(): void {
    this.#crew.destroy();
  }

  async close(): Promise<void> {
    await this.#crew.close();
  }
}
