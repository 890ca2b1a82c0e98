import type { StoredFile } from '../contracts';

const SIDECAR = /\.(md5|sha1|sha256|sha512|sig|minisig)$/i;

/** Checksums and signatures beside a backup are not backups. */
export function withoutSidecars(files: readonly StoredFile[]): StoredFile[] {
  const paths = new Set(files.map(file => file.path));
  return files.filter(
    ({ path }) => !SIDECAR.test(path) || !paths.has(path.replace(SIDECAR, '')),
  );
}
