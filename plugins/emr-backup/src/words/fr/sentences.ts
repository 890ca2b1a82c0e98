import { flatMessages } from './flatMessages';
import { logLines } from './logLines';
import { meanings } from './meanings';
import { notProven } from './notProven';
import { told } from './told';
import type { Translated } from './Translated';

/** Every sentence the backend says by a code, in French. */
export const frenchSentences: Translated = {
  ...meanings,
  ...told,
  notProven,
  logLine: logLines,
};

export default flatMessages(frenchSentences);
