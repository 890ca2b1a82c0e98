import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FAKE_PROFILE } from './FakeEngine';

/** A shelf for backups, a profile folder and a work dir of one test. */
export class Place {
  static async make(): Promise<Place> {
    const place = new Place(
      await fs.mkdtemp(path.join(os.tmpdir(), 'emr-backend-')),
    );
    await place.write('profiles/fake.yaml', FAKE_PROFILE);
    await fs.mkdir(path.join(place.folder, 'shelf'));
    return place;
  }

  private constructor(readonly folder: string) {}

  async write(file: string, content: string | Buffer): Promise<void> {
    const target = path.join(this.folder, file);
    await fs.mkdir(path.dirname(target), { recursive: true });
    await fs.writeFile(target, content);
  }

  /** What lies in the work dir: nothing, when every drill was wiped. */
  async scratch(): Promise<string[]> {
    const names = await fs
      .readdir(path.join(this.folder, 'work'))
      .catch(() => []);
    return names;
  }

  async remove(): Promise<void> {
    await fs.rm(this.folder, { recursive: true, force: true });
  }

  /** The section `emrBackup` of app-config. */
  config(extra: Record<string, object> = {}) {
    return {
      stores: {
        shelf: { type: 'filesystem', root: path.join(this.folder, 'shelf') },
      },
      profiles: { folder: path.join(this.folder, 'profiles') },
      workDir: path.join(this.folder, 'work'),
      // What a shutdown interrupts is part of what is tested.
      runner: { drainSeconds: 0 },
      ...extra,
    };
  }
}

/** A name's time, so many hours before now. */
export const stamp = (hoursAgo: number) =>
  new Date(Date.now() - hoursAgo * 3_600_000)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z');
