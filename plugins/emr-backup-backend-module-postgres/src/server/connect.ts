import { open, type FileHandle } from 'node:fs/promises';
import { Client, type ClientConfig } from 'pg';
import { sqlFailure } from '../load/RawStatement';
import { ADMIN_ROLE, LOADER_ROLE, type Cluster } from './Cluster';

/** Longest path of a socket Linux knows, without the final zero. */
const SOCKET_PATH_LIMIT = 107;

/**
 * Opens connections to one scratch server. The socket lies in the data
 * directory; a path too long for a socket is reached through a descriptor of
 * that directory.
 */
export class Connector {
  #directory: FileHandle | undefined;

  constructor(readonly cluster: Cluster) {}

  async #host(): Promise<string> {
    const { dataDir } = this.cluster;
    if (`${dataDir}/.s.PGSQL.5432`.length <= SOCKET_PATH_LIMIT) return dataDir;
    this.#directory ??= await open(dataDir);
    return `/proc/self/fd/${this.#directory.fd}`;
  }

  /** A connected client; rejects with an SqlFailure. Its `error` event is listened to, so that a dying server never ends this process. */
  async connect(
    role: 'admin' | 'loader',
    database: string,
    config: Pick<ClientConfig, 'options'> = {},
  ): Promise<Client> {
    const client = new Client({
      ...config,
      host: await this.#host(),
      port: 5432,
      user: role === 'admin' ? ADMIN_ROLE : LOADER_ROLE,
      password: this.cluster.passwords[role],
      database,
      ssl: false,
      application_name: 'emr-drill',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
    } catch (error) {
      throw sqlFailure(error);
    }
    return client;
  }

  async close(): Promise<void> {
    await this.#directory?.close();
    this.#directory = undefined;
  }
}
