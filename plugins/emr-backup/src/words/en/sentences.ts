import { DRILL_LOG_SENTENCES } from '@emr-backup/plugin-emr-backup-common';
import { meanings } from './meanings';

/** Every sentence the backend says by a code, in English. */
export const englishSentences = { ...meanings, logLine: DRILL_LOG_SENTENCES };
