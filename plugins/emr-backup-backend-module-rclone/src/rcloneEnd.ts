import {
  DrillFault,
  unreachableCause,
  type StoreProgramEnd,
} from '@emr-backup/plugin-emr-backup-node';

/** Exit codes of rclone. */
const DIRECTORY_NOT_FOUND = 3;
const FILE_NOT_FOUND = 4;

/** Whether rclone found no such file or folder. */
export const isNotFound = ({ code }: StoreProgramEnd) =>
  code === DIRECTORY_NOT_FOUND || code === FILE_NOT_FOUND;

/** What only rclone says. Its words are read and never passed on: they may hold addresses and names. */
const OWN_CAUSES: readonly [RegExp, string][] = [
  [
    /didn't find section in config file/i,
    "its remote is not in rclone's configuration",
  ],
  [
    /failed to decrypt|couldn't reveal/i,
    "the password in rclone's configuration is not one that rclone obscured",
  ],
];

/** Why rclone could not look at the store. */
export function unreachable(store: string, end: StoreProgramEnd): DrillFault {
  const why =
    OWN_CAUSES.find(([words]) => words.test(end.messages))?.[1] ??
    unreachableCause(end.messages) ??
    `rclone ended with code ${end.code ?? 'none'}`;
  return new DrillFault(
    'store-unreachable',
    `The store "${store}" cannot be reached: ${why}.`,
  );
}
