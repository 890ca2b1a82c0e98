import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RunnerRegistry } from './RunnerRegistry';
import type { RunnerIntroduction } from './runnerRow';

/** Beats in the silence after which a runner is given up: some may be lost on the way. */
const BEATS = 6;

/** Keeps the record of this process among the runners. */
export class RunnerPresence {
  #timer: NodeJS.Timeout | undefined;
  #state: 'up' | 'draining' = 'up';
  #introduction: RunnerIntroduction | undefined;

  constructor(
    private readonly options: {
      id: string;
      registry: RunnerRegistry;
      lostAfterSeconds: number;
      running: () => number;
      logger: LoggerService;
    },
  ) {}

  async begin(introduction: RunnerIntroduction): Promise<void> {
    const { id, registry, lostAfterSeconds } = this.options;
    this.#introduction = introduction;
    await registry.announce(id, introduction);
    clearInterval(this.#timer);
    this.#timer = setInterval(
      () => this.#beat(),
      (lostAfterSeconds * 1000) / BEATS,
    );
  }

  /** Takes no more drills, and says so. */
  async drain(): Promise<void> {
    this.#state = 'draining';
    if (this.#timer) await this.#beat();
  }

  async end(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (!this.#introduction) return;
    const { id, registry, logger } = this.options;
    await registry
      .leave(id)
      .catch(() => logger.debug('The runner could not take its leave.'));
  }

  async #beat(): Promise<void> {
    const { id, registry, running, logger } = this.options;
    try {
      const state = this.#state;
      const known = await registry.beat(id, { running: running(), state });
      if (!known && this.#introduction)
        await registry.announce(id, this.#introduction);
    } catch {
      logger.warn('The heartbeat of this runner could not be written.');
    }
  }
}
