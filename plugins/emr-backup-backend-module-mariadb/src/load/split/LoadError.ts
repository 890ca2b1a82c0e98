import { CustomErrorBase } from '@backstage/errors';
import type { ClientError } from '../clientError';

/** The server refused a statement of the dump that starts at this line. */
export class LoadError extends CustomErrorBase {
  name = 'LoadError' as const;
  constructor(readonly error: ClientError, readonly line: number) {
    super(`The scratch server answered with error ${error.code}.`);
  }
}
