import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { InputError, isError } from '@backstage/errors';

/** A watcher that does not answer for so long is left alone; the next passed drill tries again. */
const PATIENCE_MS = 10_000;

/** Whom to tell after each passed drill: for all jobs, or for one. */
export interface PingSettings {
  url: string | undefined;
  /** By job ref. */
  jobs: ReadonlyMap<string, string>;
}

/** Reads `emrBackup.ping`. An address may hold a secret, so no sentence repeats it. */
export function readPingSettings(root: RootConfigService): PingSettings {
  const config = root.getOptionalConfig('emrBackup.ping');
  const url = config?.getOptionalString('url');
  if (url !== undefined) requireWeb(url, 'emrBackup.ping.url');
  const jobs = new Map<string, string>();
  for (const entry of config?.getOptionalConfigArray('jobs') ?? []) {
    const job = entry.getString('job').toLocaleLowerCase('en-US');
    requireWeb(entry.getString('url'), `emrBackup.ping.jobs of ${job}`);
    jobs.set(job, entry.getString('url'));
  }
  return { url, jobs };
}

function requireWeb(url: string, key: string): void {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new InputError(`${key} must be an http or https address.`);
}

/** Watches the watcher: a service outside hears of each passed drill, and misses it when none comes. */
export class PassedDrillPing {
  constructor(
    private readonly options: {
      settings: PingSettings;
      logger: LoggerService;
    },
  ) {}

  /** A ping that fails is logged and disturbs nothing. */
  async passed(jobRef: string): Promise<void> {
    const { settings, logger } = this.options;
    const url = settings.jobs.get(jobRef) ?? settings.url;
    if (url === undefined) return;
    try {
      const response = await fetch(url, {
        method: 'POST',
        // Wherever it points to was not configured by anybody here.
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await response.body?.cancel();
      if (!response.ok)
        logger.warn(
          `The ping after a passed drill of ${jobRef} was answered with ${response.status}.`,
        );
    } catch (error) {
      const kind = isError(error) ? error.name : typeof error;
      logger.warn(
        `The ping after a passed drill of ${jobRef} failed (${kind}).`,
      );
    }
  }
}
