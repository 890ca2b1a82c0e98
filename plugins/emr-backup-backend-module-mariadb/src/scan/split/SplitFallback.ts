import { CustomErrorBase } from '@backstage/errors';

/**
 * The dump holds something that only the plain client is trusted with. Not a
 * fault of anybody: the load starts again that way, and the report says why.
 */
export class SplitFallback extends CustomErrorBase {
  name = 'SplitFallback' as const;
  constructor(readonly why: string) {
    super(`The dump is loaded by the plain client: ${why}.`);
  }
}
