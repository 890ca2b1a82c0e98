/** What stands for the token until one is made. */
export const TOKEN_PLACEHOLDER = 'TOKEN';

/**
 * Lines for the script that makes the backup: it reports that it began and how
 * it ended. The token lies in a file of its own, since what is written on a
 * command line can be read by every user of the machine.
 */
export function heartbeatLines(
  backendUrl: string,
  jobRef: string,
  token: string = TOKEN_PLACEHOLDER,
): string[] {
  const url = `${backendUrl}/jobs/${encodeURIComponent(jobRef)}/heartbeat`;
  const report = (event: string) =>
    `curl -fsS -m 10 --retry 3 -H @"$HEARTBEAT" -d event=${event} ${url}`;
  return [
    'HEARTBEAT=~/.emr-backup-heartbeat',
    `(umask 077; printf 'Authorization: Bearer %s\\n' '${token}' > "$HEARTBEAT")`,
    '',
    report('start'),
    'if your-backup-command',
    `then ${report('success')}`,
    `else ${report('failure')}`,
    'fi',
  ];
}
