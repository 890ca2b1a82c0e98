import { BackupFault } from '@emr-backup/plugin-emr-backup-node';
import { nameIn } from '../script/statementHead';
import type { Databases } from './Databases';
import { DEADLOCK, SqlFailure } from './RawStatement';
import type { Session } from './Session';
import {
  isHarmless,
  loadFault,
  mayRunAsAdmin,
  missingExtension,
  type Place,
} from './verdict';

/**
 * Runs the statements of a dump as the role that is no superuser, and does in
 * our own way what only a superuser may: databases, roles, extensions.
 */
export class Statements {
  readonly #roles = new Set<string>();

  constructor(private readonly databases: Databases) {}

  /** Runs one statement; false when it failed in a way that means nothing. */
  async run(session: Session, sql: Buffer, place: Place): Promise<boolean> {
    const single = !session.inTransaction;
    try {
      await session.run(sql);
      return true;
    } catch (error) {
      // Two connections of ours in each other's way say nothing about the dump.
      if (!(error instanceof SqlFailure) || error.state === DEADLOCK)
        throw error;
      if (isHarmless(error.state, place.kind.head)) return false;
      if (single && (await this.#again(session, error, sql, place)))
        return true;
      throw loadFault(error, place, sql);
    }
  }

  /** Second try, for what was ours to prepare: a role nobody announced, rights only a superuser has. */
  async #again(
    session: Session,
    failure: SqlFailure,
    sql: Buffer,
    place: Place,
  ): Promise<boolean> {
    const role = failure.missingRole;
    if (role !== undefined && !this.#roles.has(role)) {
      this.#roles.add(role);
      await this.databases.role(role);
      return this.run(session, sql, place);
    }
    if (failure.state === '42501' && mayRunAsAdmin(place.kind.head, sql)) {
      await this.#asAdmin(session, sql, place);
      return true;
    }
    return false;
  }

  async #asAdmin(
    session: Session,
    sql: Buffer,
    place: Place,
    after = '',
  ): Promise<void> {
    const path = await session.value(
      `SELECT pg_catalog.current_setting('search_path')`,
    );
    try {
      await this.databases.asAdmin(
        `SELECT pg_catalog.set_config('search_path', '${(path ?? '').replace(
          /'/g,
          "''",
        )}', false)`,
        session.database,
      );
      await this.databases.asAdmin(
        `${sql.toString('utf8')}${after}`,
        session.database,
      );
    } catch (error) {
      if (error instanceof SqlFailure) throw loadFault(error, place, sql);
      throw error;
    }
  }

  /** `CREATE ROLE` and its like. */
  async role(head: string): Promise<void> {
    const name = nameIn(head, 'CREATE (?:ROLE|USER|GROUP) NAME');
    if (name !== undefined) await this.databases.role(name);
  }

  /** `CREATE DATABASE`; answers with its name. */
  async database(sql: Buffer, head: string): Promise<string | undefined> {
    const name = nameIn(head, 'CREATE DATABASE NAME');
    if (name === undefined) return undefined;
    const encoding = /\bENCODING = '([\w-]+)'/i.exec(sql.toString('latin1'));
    await this.databases.create(name, encoding?.[1]);
    return name;
  }

  async extension(session: Session, sql: Buffer, place: Place): Promise<void> {
    const text = sql.toString('latin1').replace(/\s+/g, ' ');
    const name = nameIn(text, 'CREATE EXTENSION (?:IF NOT EXISTS )?NAME');
    if (name === undefined || !/^[\w-]{1,63}$/.test(name)) {
      throw new BackupFault(
        'load-error',
        `${place.dump} holds a CREATE EXTENSION without a usable name at line ${place.line}; the dump is damaged there.`,
      );
    }
    if (name === 'plpgsql') return;
    if (!(await this.databases.hasExtension(name)))
      throw missingExtension(name);
    const schema =
      nameIn(
        text,
        '(?:CREATE EXTENSION (?:IF NOT EXISTS )?[^ ]+ WITH SCHEMA )NAME',
      ) ?? (await session.value('SELECT pg_catalog.current_schema()'));
    try {
      await this.databases.extension(session.database, name, schema);
    } catch (error) {
      if (error instanceof SqlFailure) throw loadFault(error, place, sql);
      throw error;
    }
  }

  /** Kept, but switched off at once: it would fire in our own superuser's hands. */
  async eventTrigger(
    session: Session,
    sql: Buffer,
    place: Place,
  ): Promise<void> {
    const name = nameIn(place.kind.head, 'CREATE EVENT TRIGGER NAME');
    const quoted = `"${(name ?? '').replace(/"/g, '""')}"`;
    await this.#asAdmin(
      session,
      sql,
      place,
      ` ALTER EVENT TRIGGER ${quoted} DISABLE;`,
    );
  }
}
