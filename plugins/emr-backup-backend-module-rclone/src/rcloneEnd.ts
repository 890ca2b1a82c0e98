import {
  DrillFault,
  type StoreProgramEnd,
} from '@emr-backup/plugin-emr-backup-node';

/** Exit codes of rclone. */
const DIRECTORY_NOT_FOUND = 3;
const FILE_NOT_FOUND = 4;

/** Whether rclone found no such file or folder. */
export const isNotFound = ({ code }: StoreProgramEnd) =>
  code === DIRECTORY_NOT_FOUND || code === FILE_NOT_FOUND;

/** rclone's words for what people can mend, without the words: they may hold addresses and names. */
const CAUSES: readonly [RegExp, string][] = [
  [
    /didn't find section in config file/i,
    "its remote is not in rclone's configuration",
  ],
  [
    /\b40[13]\b|unauthorized|forbidden|access ?denied|unable to authenticate|InvalidAccessKeyId|SignatureDoesNotMatch|invalid_grant|failed to decrypt|couldn't reveal/i,
    'it refused the credentials',
  ],
  [/no such host|server misbehaving/i, 'its host name is not known here'],
  [/connection refused/i, 'its host refused the connection'],
  [
    /timeout|timed out|deadline exceeded|no route to host|network is unreachable|connection reset|broken pipe|unexpected EOF/i,
    'its host did not answer',
  ],
  [
    /x509|certificate|knownhosts|key mismatch/i,
    "its host's certificate or key is not trusted",
  ],
];

/** Why rclone could not look at the store. */
export function unreachable(store: string, end: StoreProgramEnd): DrillFault {
  const known = CAUSES.find(([words]) => words.test(end.messages))?.[1];
  const why = known ?? `rclone ended with code ${end.code ?? 'none'}`;
  return new DrillFault(
    'store-unreachable',
    `The store "${store}" cannot be reached: ${why}.`,
  );
}
