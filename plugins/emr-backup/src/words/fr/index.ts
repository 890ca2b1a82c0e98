import type { english } from '../en';
import { alarms } from './alarms';
import { compare } from './compare';
import { drill } from './drill';
import { drillLog } from './drillLog';
import { entities } from './entities';
import { flatMessages, type MessageKey } from './flatMessages';
import { fleet } from './fleet';
import { register } from './register';
import { jobPages } from './jobPages';
import { plan } from './plan';
import { shared } from './shared';
import { status } from './status';
import { story } from './story';
import type { Translated } from './Translated';

/** Every message in French, one file a room, as the English ones. */
export const french: Translated = {
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
};

// french.test.ts holds these to the English keys, with a list of what is missing.
export default flatMessages(french) as Record<
  MessageKey<typeof english>,
  string
>;
