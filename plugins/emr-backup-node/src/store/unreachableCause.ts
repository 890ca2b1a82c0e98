const CAUSES: readonly [RegExp, string][] = [
  [
    /\b40[13]\b|unauthorized|forbidden|access ?denied|unable to authenticate|permission denied|InvalidAccessKeyId|SignatureDoesNotMatch|invalid_grant/i,
    'it refused the credentials, or this account may not read it',
  ],
  [
    /no such host|server misbehaving|could not resolve hostname|name or service not known/i,
    'its host name is not known here',
  ],
  [/connection refused/i, 'its host refused the connection'],
  [
    /timeout|timed out|deadline exceeded|no route to host|network is unreachable|connection reset|connection closed|broken pipe|unexpected EOF/i,
    'its host did not answer',
  ],
  [
    /x509|certificate|knownhosts|host key verification|key mismatch/i,
    "its host's certificate or key is not trusted",
  ],
];

/**
 * Why a program could not reach a store, as the end of a sentence, from what
 * it said. Its own words hold addresses and names and are not passed on.
 * @public
 */
export function unreachableCause(messages: string): string | undefined {
  return CAUSES.find(([words]) => words.test(messages))?.[1];
}
