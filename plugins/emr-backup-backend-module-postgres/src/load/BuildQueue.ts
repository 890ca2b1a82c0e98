import type { Crew } from './Crew';
import { DEADLOCK, SqlFailure } from './RawStatement';
import type { Session } from './Session';

/** Work on one table that may run beside work on others. */
export interface BuildTask {
  table: string;
  /** True when other tasks that share may work on the table at the same time. */
  shares: boolean;
  /** Bytes of the table's rows: the largest come first, so that none is left alone at the end. */
  weight: number;
  run(session: Session): Promise<void>;
}

/** Indexes, keys and checks that wait until all of their kind are known, and are then made by all connections at once. */
export class BuildQueue {
  #tasks: BuildTask[] = [];
  #after: (() => Promise<void>)[] = [];

  constructor(private readonly crew: Crew) {}

  /** How many tasks wait. */
  get size(): number {
    return this.#tasks.length;
  }

  add(task: BuildTask): void {
    this.#tasks.push(task);
  }

  /** Runs when all tasks are done, in the order it was said. */
  then(work: () => Promise<void>): void {
    this.#after.push(work);
  }

  /** Settles when everything that was queued is done. Rejects with the first failure, and then ends whatever else is running. */
  async drain(): Promise<void> {
    const tasks = this.#tasks.sort((a, b) => b.weight - a.weight);
    const after = this.#after;
    this.#tasks = [];
    this.#after = [];
    if (tasks.length > 0) {
      const again = await this.#together(tasks);
      for (const task of again) await task.run(await this.crew.first());
    }
    for (const work of after) await work();
  }

  /** Answers with tasks that lost a deadlock and have to run alone. */
  async #together(waiting: BuildTask[]): Promise<BuildTask[]> {
    const idle = Array.from(
      { length: this.crew.size },
      (_, at) => at,
    ).reverse();
    const running = new Map<BuildTask, Promise<void>>();
    const again: BuildTask[] = [];
    const failures: unknown[] = [];
    const start = (task: BuildTask, number: number) => {
      const spare = Math.max(0, idle.length - waiting.length);
      const work = this.#run(task, number, spare)
        .catch((error: unknown) => {
          if (error instanceof SqlFailure && error.state === DEADLOCK) {
            again.push(task);
            return;
          }
          failures.push(error);
          // What else is running would only be waited for.
          this.crew.destroy();
        })
        .finally(() => {
          running.delete(task);
          idle.push(number);
        });
      running.set(task, work);
    };
    while (waiting.length > 0 || running.size > 0) {
      const at = waiting.findIndex(task => fits(task, [...running.keys()]));
      const number = at < 0 || failures.length > 0 ? undefined : idle.pop();
      if (number !== undefined) start(waiting.splice(at, 1)[0], number);
      else if (running.size > 0) await Promise.race(running.values());
      else break;
    }
    if (failures.length > 0) throw failures[0];
    return again;
  }

  /** Connections that have nothing to do lend their processor to the ones that have. */
  async #run(task: BuildTask, number: number, spare: number): Promise<void> {
    const session = await this.crew.at(number);
    await session.run(
      `SET max_parallel_maintenance_workers = ${spare}; SET max_parallel_workers_per_gather = ${spare}`,
    );
    await task.run(session);
    await session.run(
      'RESET max_parallel_maintenance_workers; RESET max_parallel_workers_per_gather',
    );
  }
}

function fits(task: BuildTask, running: readonly BuildTask[]): boolean {
  return running.every(
    other => other.table !== task.table || (other.shares && task.shares),
  );
}
