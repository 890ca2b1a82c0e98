import type { Databases } from './Databases';
import type { Session } from './Session';

/**
 * The connections that load one scratch database: the first runs the script in
 * its order, the others help with rows and indexes, under the same settings.
 */
export class Crew {
  readonly #sessions: Session[] = [];
  /** What the script set on its own connection, in order. */
  readonly #settings: Buffer[] = [];
  readonly #taken = new Map<Session, number>();
  #destroyed = false;

  constructor(
    private readonly databases: Databases,
    readonly database: string,
    /** How many connections there may be. */
    readonly size: number,
  ) {}

  /** True once the script runs in this database. */
  get opened(): boolean {
    return this.#sessions.length > 0;
  }

  /** The connection that runs the script. */
  async first(): Promise<Session> {
    return this.#sessions[0] ?? this.#open();
  }

  /** One of the connections, by number, with every setting of the script in force. */
  async at(number: number): Promise<Session> {
    while (this.#sessions.length <= number) await this.#open();
    const session = this.#sessions[number];
    if (number > 0) await this.#catchUp(session);
    return session;
  }

  /** A setting the script made on the first connection. */
  remember(setting: Buffer): void {
    this.#settings.push(setting);
  }

  async #open(): Promise<Session> {
    const session = await this.databases.session(this.database);
    this.#sessions.push(session);
    if (this.#destroyed) session.destroy();
    return session;
  }

  async #catchUp(session: Session): Promise<void> {
    const settings = this.#settings.slice(this.#taken.get(session) ?? 0);
    this.#taken.set(session, this.#settings.length);
    for (const setting of settings) await session.run(setting);
  }

  /** Breaks all connections off, whatever they are doing. */
  destroy(): void {
    this.#destroyed = true;
    this.#sessions.forEach(session => session.destroy());
  }

  async close(): Promise<void> {
    await Promise.all(this.#sessions.map(session => session.close()));
  }
}
