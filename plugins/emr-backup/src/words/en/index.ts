import { drill } from './drill';
import { entities } from './entities';
import { fleet } from './fleet';
import { shared } from './shared';
import { status } from './status';

/** Every message in English, one file a room. */
export const english = {
  ...shared,
  ...fleet,
  ...status,
  ...entities,
  ...drill,
} as const;
