import type { Readable } from 'node:stream';
import { DrillFault } from '../../contracts';
import type { OpenScope } from '../OpenScope';
import type { WrapperFormat } from '../magic';
import { decompress } from './compression';
import { decryptOpensslEnc } from './opensslEnc';

/** Takes one wrapper off a stream. */
export async function unwrap(
  format: WrapperFormat,
  source: Readable,
  label: string,
  scope: OpenScope,
): Promise<Readable> {
  switch (format) {
    case 'openssl-enc':
      return decryptOpensslEnc(source, label, scope);
    case 'base64':
    case 'gpg':
    case 'age':
      throw new DrillFault(
        'format-unsupported',
        `${label} is wrapped in ${format}, which cannot be opened yet.`,
      );
    default:
      return decompress(format, source, label, scope);
  }
}
