/** Those that other stores tell too. */
const WANTED = ['sha256', 'md5', 'sha1'];

interface Features {
  Hashes?: string[] | null;
  Features?: { SlowHash?: boolean };
}

/**
 * The digests a remote tells without reading its files, from what `rclone
 * backend features` says of it. A folder, or a host reached by SFTP, would read
 * every file for them.
 */
export function cheapHashes(features: string): readonly string[] {
  const { Hashes, Features: able }: Features = JSON.parse(features);
  if (able?.SlowHash !== false) return [];
  return WANTED.filter(hash => Hashes?.includes(hash));
}
