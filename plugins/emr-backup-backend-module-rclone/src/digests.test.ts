import { createHash } from 'node:crypto';
import { ConfigReader } from '@backstage/config';
import type { StoredFile } from '@emr-backup/plugin-emr-backup-node';
import { rcloneStoreFactory } from '.';
import { BucketServer } from './__testUtils__/BucketServer';
import { cheapHashes } from './cheapHashes';

jest.setTimeout(60_000);

describe('the digests of a remote', () => {
  it('are listed when it knows them without reading its files', async () => {
    const content = 'a backup';
    const server = await BucketServer.start(
      new Map([['lakeside/emr-20261120-230104.sql.gz', content]]),
    );
    try {
      const store = rcloneStoreFactory.create(
        'cloud',
        new ConfigReader({
          type: 'rclone',
          remote: 'bucket:backups',
          config: server.configuration(),
        }),
      );
      const found: StoredFile[] = [];
      for await (const file of store.list({ pattern: 'lakeside/*.gz' }))
        found.push(file);
      const md5 = createHash('md5').update(content).digest('hex');
      expect(found).toEqual([
        {
          path: 'lakeside/emr-20261120-230104.sql.gz',
          bytes: content.length,
          modifiedAt: '2026-11-20T23:01:04.000Z',
          digests: [`md5:${md5}`],
        },
      ]);
    } finally {
      await server.stop();
    }
  });

  it.each([
    ['a bucket', { Hashes: ['md5'], Features: { SlowHash: false } }, ['md5']],
    ['a folder', { Hashes: ['md5'], Features: { SlowHash: true } }, []],
    ['one without any', { Hashes: null, Features: { SlowHash: false } }, []],
    [
      'one with digests of its own',
      { Hashes: ['quickxor', 'sha1'], Features: { SlowHash: false } },
      ['sha1'],
    ],
  ])('of %s are asked for or not', (_, features, hashes) => {
    expect(cheapHashes(JSON.stringify(features))).toEqual(hashes);
  });
});
