import { flatMessages } from './flatMessages';
import { logLines } from './logLines';
import { meanings } from './meanings';
import type { Translated } from './Translated';

/** Every sentence the backend says by a code, in French. */
export const frenchSentences: Translated = { ...meanings, logLine: logLines };

export default flatMessages(frenchSentences);
