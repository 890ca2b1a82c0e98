import type { Client } from 'pg';

/**
 * One connection per database, and no more than a few at a time: a full dump
 * may hold any number of databases.
 */
export class ClientCache {
  readonly #clients = new Map<string, Promise<Client>>();

  constructor(
    private readonly connect: (database: string) => Promise<Client>,
    private readonly limit: number,
  ) {}

  /** The connection to a database; the one that was idle longest makes room for it. */
  async get(database: string): Promise<Client> {
    let client = this.#clients.get(database);
    if (client) {
      this.#clients.delete(database);
    } else {
      if (this.#clients.size >= this.limit) {
        const [[oldest]] = this.#clients;
        await this.drop(oldest);
      }
      client = this.connect(database);
    }
    this.#clients.set(database, client);
    try {
      return await client;
    } catch (error) {
      this.#clients.delete(database);
      throw error;
    }
  }

  /** Closes a connection, if there is one. */
  async drop(database: string): Promise<void> {
    const client = this.#clients.get(database);
    this.#clients.delete(database);
    try {
      await (await client)?.end();
    } catch {
      // It never opened, or its server went first.
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#clients.keys()].map(name => this.drop(name)));
  }
}
