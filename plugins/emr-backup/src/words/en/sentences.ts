import { DRILL_LOG_SENTENCES } from '@emr-backup/plugin-emr-backup-common';
import { meanings } from './meanings';
import { notProven } from './notProven';
import { told } from './told';

/** Every sentence the backend says by a code, in English. */
export const englishSentences = {
  ...meanings,
  ...told,
  notProven,
  logLine: DRILL_LOG_SENTENCES,
};
