import { tell, type RecoveryStep } from '@emr-backup/plugin-emr-backup-common';
import type { KitFacts } from './KitFacts';

/** What unwraps each format; `IN` and `OUT` are files of the person's own naming. */
const COMMANDS: Readonly<Record<string, string>> = {
  gzip: 'gzip -dc IN > OUT',
  bzip2: 'bzip2 -dc IN > OUT',
  xz: 'xz -dc IN > OUT',
  zstd: 'zstd -dc IN > OUT',
  base64: 'base64 -d IN > OUT',
  gpg: 'gpg --output OUT --decrypt IN',
  age: 'age --decrypt --identity KEYFILE --output OUT IN',
  tar: 'tar -xpf IN',
  zip: 'unzip IN',
  '7z': '7z x IN',
};

/** Decrypting and unpacking, in the order of the wrappers the drill found. */
export function openSteps({ job, report }: KitFacts): RecoveryStep[] {
  const formats = [...new Set(report?.artifact.format ?? [])];
  const openssl = report?.artifact.openedBy ?? [];
  const commands = formats.flatMap(format =>
    format === 'openssl-enc'
      ? openssl.map(command => `${command} -in IN -out OUT`)
      : COMMANDS[format] ?? [],
  );
  if (commands.length === 0) return [];
  const key = job.spec.key
    ? ` The key is "${job.spec.key}" in app-config emrBackup.keys; put it into a file KEYFILE that only you can read, and remove that file afterwards.`
    : '';
  return [
    {
      code: 'open',
      title: 'Open it',
      detail: `From the outside to the inside, for every file: ${formats.join(
        ', then ',
      )}. IN and OUT are names of your choice.${key}`,
      told: [
        tell('kit-open', { formats }),
        ...(job.spec.key ? [tell('kit-key', { key: job.spec.key })] : []),
      ],
      commands,
    },
  ];
}
