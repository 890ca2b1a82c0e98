import { createHash } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

const MODIFIED = new Date('2026-11-20T23:01:04Z');

/** As much of S3 as listing a bucket needs, on loopback: a list of objects with their tags, and the head of each. */
export class BucketServer {
  static async start(
    objects: ReadonlyMap<string, string>,
  ): Promise<BucketServer> {
    const server = http.createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://bucket');
      const key = decodeURIComponent(url.pathname).replace(/^\/backups\/?/, '');
      const content = objects.get(key);
      if (key === '') {
        response.setHeader('Content-Type', 'application/xml');
        response.end(listing(objects, url.searchParams.get('prefix') ?? ''));
      } else if (content === undefined) {
        response.writeHead(404).end();
      } else {
        response.writeHead(200, {
          'Content-Length': content.length,
          'Last-Modified': MODIFIED.toUTCString(),
          ETag: tagOf(content),
        });
        response.end(request.method === 'HEAD' ? undefined : content);
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new BucketServer(server);
  }

  private constructor(private readonly server: http.Server) {}

  /** rclone's configuration of a remote `bucket`. */
  configuration(): string {
    const { port } = this.server.address() as AddressInfo;
    return [
      '[bucket]',
      'type = s3',
      'provider = Other',
      'access_key_id = lakeside',
      'secret_access_key = made-up',
      `endpoint = http://127.0.0.1:${port}`,
      '',
    ].join('\n');
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

function tagOf(content: string) {
  return `"${createHash('md5').update(content).digest('hex')}"`;
}

function listing(objects: ReadonlyMap<string, string>, prefix: string) {
  const contents = [...objects]
    .filter(([key]) => key.startsWith(prefix))
    .map(
      ([key, content]) =>
        `<Contents><Key>${key}</Key><LastModified>${MODIFIED.toISOString()}</LastModified><ETag>${tagOf(
          content,
        ).replace(/"/g, '&quot;')}</ETag><Size>${
          content.length
        }</Size></Contents>`,
    );
  return `<?xml version="1.0"?><ListBucketResult><Name>backups</Name><IsTruncated>false</IsTruncated>${contents.join(
    '',
  )}</ListBucketResult>`;
}
