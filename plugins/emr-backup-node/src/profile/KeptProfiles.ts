import { createHash, randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import type { ProfileProblem } from './ProfileCatalog';
import type { ProfileText } from './ProfileFile';
import type { RankedProfile } from './recognition';

/** What was made of profile files: plain data. */
export interface ProfilesRead {
  profiles: [string, RankedProfile][];
  problems: ProfileProblem[];
}

/** The files it was made of. */
export interface ProfileTexts {
  builtin: readonly ProfileText[];
  site: readonly ProfileText[];
}

/**
 * Profiles that an earlier process made of the same files. Parsing YAML and
 * checking it takes longer than the rest of judging a hollow backup.
 */
export class KeptProfiles {
  constructor(private readonly options: { file: string; revision: string }) {}

  /** What was kept of these very texts; undefined when there is nothing, or it is of others. */
  async find(texts: ProfileTexts): Promise<ProfilesRead | undefined> {
    try {
      const text = await fs.readFile(this.options.file, 'utf8');
      const kept: ProfilesRead & { of: string } = JSON.parse(text);
      return kept.of === this.#digest(texts) ? kept : undefined;
    } catch {
      return undefined;
    }
  }

  /** Written aside and renamed, so that nobody reads half of it. Where it cannot be written, the next process parses again. */
  async keep(texts: ProfileTexts, read: ProfilesRead): Promise<void> {
    const { file } = this.options;
    const aside = `${file}.${randomBytes(6).toString('hex')}`;
    try {
      const kept = { of: this.#digest(texts), ...read };
      await fs.writeFile(aside, JSON.stringify(kept), { mode: 0o644 });
      await fs.rename(aside, file);
    } catch {
      await fs.rm(aside, { force: true }).catch(() => undefined);
    }
  }

  #digest({ builtin, site }: ProfileTexts): string {
    const of = [this.options.revision, builtin, site];
    return createHash('sha256').update(JSON.stringify(of)).digest('hex');
  }
}
