import { alarms } from './alarms';
import { compare } from './compare';
import { drill } from './drill';
import { drillLog } from './drillLog';
import { entities } from './entities';
import { fleet } from './fleet';
import { register } from './register';
import { jobPages } from './jobPages';
import { plan } from './plan';
import { shared } from './shared';
import { status } from './status';
import { story } from './story';

/** Every message in English, one file a room. */
export const english = {
  ...shared,
  ...fleet,
  ...status,
  ...entities,
  ...drill,
  ...drillLog,
  ...story,
  ...alarms,
  ...compare,
  ...plan,
  ...jobPages,
  ...register,
} as const;
