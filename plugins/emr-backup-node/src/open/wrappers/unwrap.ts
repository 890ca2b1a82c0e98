import type { Readable } from 'node:stream';
import type { OpenScope } from '../OpenScope';
import { connect } from '../PeekedStream';
import type { WrapperFormat } from '../magic';
import { decryptAge } from './age';
import { Base64Decoder } from './Base64Decoder';
import { decompress } from './compression';
import { decryptGpg } from './gpg';
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
    case 'gpg':
      return decryptGpg(source, label, scope);
    case 'age':
      return decryptAge(source, label, scope);
    case 'base64':
      return connect(source, new Base64Decoder(label, null), scope);
    default:
      return decompress(format, source, label, scope);
  }
}
