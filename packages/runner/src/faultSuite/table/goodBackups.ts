import type { GoodRow } from '../FaultRow';

const oscar = (
  id: string,
  title: string,
  make: string,
  format: string,
  options = '',
): GoodRow => ({
  id,
  engine: 'mariadb',
  title,
  make,
  drill: `./backup --profile oscar --baseline @oscar.json ${options}`.trim(),
  format,
});
const gnumed = (
  id: string,
  title: string,
  make: string,
  format: string,
  options = '',
): GoodRow => ({
  id,
  engine: 'postgres',
  title,
  make,
  drill: `./backup --profile gnumed --baseline @gnumed.json ${options}`.trim(),
  format,
});
const KEY = '--key-file @pass';

/** Good backups: every one must pass, also compared with the last passed drill. */
export const goodBackups: readonly GoodRow[] = [
  oscar('mysqldump', 'A dump as it is', 'dump oscar > backup', 'mysqldump'),
  oscar(
    'mysqldump-gzip',
    'gzip',
    'dump oscar | gzip > backup',
    'gzip > mysqldump',
  ),
  oscar(
    'mysqldump-zstd',
    'zstd',
    'dump oscar | zstd -q > backup',
    'zstd > mysqldump',
  ),
  oscar('mysqldump-xz', 'xz', 'dump oscar | xz > backup', 'xz > mysqldump'),
  oscar(
    'mysqldump-bzip2',
    'bzip2',
    'dump oscar | bzip2 > backup',
    'bzip2 > mysqldump',
  ),
  oscar(
    'wrong-extension',
    'A zstd under the name .sql.gz',
    'dump oscar | zstd -q > b.sql.gz; ln b.sql.gz backup',
    'zstd > mysqldump',
  ),
  oscar(
    'dump-of-several',
    'mariadb-dump --databases, with USE and CREATE DATABASE',
    'dump --databases oscar > backup',
    'mysqldump',
  ),
  oscar(
    'dump-use-other',
    'A dump that writes into a second database as well',
    `{ dump oscar | sed '/^-- Dump completed/,$d'; echo 'CREATE DATABASE other; USE other; CREATE TABLE t (a int); INSERT INTO t VALUES (1);'; echo '-- Dump completed on 2026-05-13 23:00:00'; } > backup`,
    'mysqldump',
  ),
  oscar(
    'dump-compact',
    'mariadb-dump --compact: no comments, no trailer promised',
    'dump --compact oscar > backup',
    'mysqldump',
  ),
  oscar(
    'dump-single-rows',
    'mariadb-dump --skip-extended-insert --hex-blob --complete-insert',
    'dump --skip-extended-insert --hex-blob --complete-insert oscar > backup',
    'mysqldump',
  ),
  oscar(
    'log-archived',
    'The audit log was archived since the last drill',
    `altered oscar "DELETE FROM log WHERE id <= 390; DELETE FROM reporttemp" > backup`,
    'mysqldump',
  ),
  oscar(
    'openssl-default',
    'openssl enc, default digest',
    'dump oscar | gzip > gz; sealed gz > backup',
    'openssl-enc > gzip > mysqldump',
    KEY,
  ),
  oscar(
    'openssl-md5',
    'openssl enc -md md5, as old OSCAR servers wrote it',
    'dump oscar | gzip > gz; sealed gz -md md5 > backup',
    'openssl-enc > gzip > mysqldump',
    KEY,
  ),
  oscar(
    'openssl-pbkdf2',
    'openssl enc -pbkdf2 -iter 20000',
    'dump oscar | gzip > gz; sealed gz -pbkdf2 -iter 20000 > backup',
    'openssl-enc > gzip > mysqldump',
    KEY,
  ),
  oscar(
    'gpg-symmetric',
    'OpenPGP with a passphrase',
    'dump oscar > sql; by_gpg -c -o backup sql',
    'gpg > mysqldump',
    KEY,
  ),
  oscar(
    'age-identity',
    'age for a key file',
    'dump oscar | gzip | age -R $SHARED/age.pub -o backup',
    'age > gzip > mysqldump',
    '--key-file @age.key',
  ),
  oscar(
    'sevenzip-password',
    '7z with a password, names hidden',
    `dump oscar > oscar.sql; with_7z -p"$(cat $SHARED/pass)" -mhe=on b.7z oscar.sql; mv b.7z backup`,
    '7z > mysqldump',
    KEY,
  ),
  oscar(
    'zip',
    'zip',
    'dump oscar > oscar.sql; zip -q b.zip oscar.sql; mv b.zip backup',
    'zip > mysqldump',
  ),
  oscar(
    'tar-with-documents',
    'tar.gz of a dump and its documents',
    'cp -r $SHARED/document .; dump oscar > oscar.sql; tar -czf backup document oscar.sql',
    'gzip > tar > mysqldump',
  ),
  {
    id: 'oscar-chain',
    engine: 'mariadb',
    title: 'OSCAR chain: Full, Database in two halves, Document',
    make: `mkdir oscar; cp -r $SHARED/document oscar/; rm oscar/document/20260512090006.txt
      dump oscar --ignore-table=oscar.log --ignore-table=oscar.provider | gzip > OscarBackup.sql.gz; dump --skip-triggers --skip-routines oscar log provider | gzip > MyISAMBackup.sql.gz
      tar -czf full.tgz oscar OscarBackup.sql.gz MyISAMBackup.sql.gz; sealed full.tgz > Full.OscarBackup.oscar_15.2026-05-12-23:01:05.tar.gz.enc
      tar -czf db.tgz OscarBackup.sql.gz MyISAMBackup.sql.gz; sealed db.tgz > OscarBackup.oscar_15.2026-05-13-23:01:04.Database.tar.gz.enc
      mkdir document; cp $SHARED/document/20260512090006.txt document; tar -czf doc.tgz document MyISAMBackup.sql.gz; sealed doc.tgz > OscarBackup.oscar_15.2026-05-13-23:01:04.Document.tar.gz.enc
      rm *.tgz *.sql.gz; rm -r document oscar`,
    drill: './ --profile oscar --baseline @oscar.json --key-file @pass',
    format: 'openssl-enc > gzip > tar > gzip > mysqldump',
  },
  {
    id: 'openemr-archive',
    engine: 'mariadb',
    title: 'OpenEMR emr_backup.tar with its documents',
    make: 'dump openemr | gzip > openemr.sql.gz; tar -C $SHARED/openemr -czf openemr.tar.gz .; tar -cf emr_backup.tar ./openemr.tar.gz ./openemr.sql.gz',
    drill: './emr_backup.tar --baseline @openemr.json',
    format: 'tar > gzip > mysqldump',
  },
  oscar(
    'mydumper',
    'A mydumper folder',
    'my_dumper oscar backup -R -G -E',
    'mydumper',
  ),
  oscar(
    'mariabackup',
    'A mariabackup folder, not prepared',
    'physical --target-dir=$PWD/backup > /dev/null',
    'mariabackup',
  ),
  oscar(
    'xbstream',
    'An xbstream, compressed',
    'physical --stream=xbstream | gzip > backup',
    'gzip > xbstream',
  ),
  gnumed('pg-plain', 'pg_dump, plain', 'pg_dump gnumed > backup', 'pg-plain'),
  gnumed(
    'pg-custom',
    'pg_dump -Fc',
    'pg_dump -Fc gnumed > backup',
    'pg-custom',
  ),
  gnumed(
    'pg-tar',
    'pg_dump -Ft, compressed',
    'pg_dump -Ft gnumed | gzip > backup',
    'gzip > pg-tar',
  ),
  gnumed(
    'pg-directory',
    'pg_dump -Fd',
    'pg_dump -Fd -f backup gnumed',
    'pg-directory',
  ),
  gnumed(
    'pg-dumpall',
    'pg_dumpall of a server with this database alone',
    `pg_dumpall -l postgres --exclude-database=health --exclude-database=altered | gzip > backup`,
    'gzip > pg-plain',
  ),
  gnumed(
    'pg-gnumed-archive',
    'GNUmed tar.bz2: roles file and directory dump',
    `mkdir b; pg_dumpall --roles-only > b/backup-gnumed-roles.sql; pg_dump -Fd -f b/backup-gnumed.dir gnumed; tar -C b -cjf backup .`,
    'bzip2 > tar > pg-directory',
  ),
  {
    id: 'pg-gnu-health',
    engine: 'postgres',
    title: 'GNU Health tar.gz: custom dump and attachments, profile recognised',
    make: 'cp -r $SHARED/attach .; pg_dump -Fc health > health.dump; tar -czf backup attach health.dump',
    drill: './backup',
    format: 'gzip > tar > pg-custom',
  },
  gnumed(
    'pg-gpg',
    'pg_dump -Fc in OpenPGP',
    'pg_dump -Fc gnumed > dump; by_gpg -c -o backup dump',
    'gpg > pg-custom',
    KEY,
  ),
  {
    id: 'pg-basebackup',
    engine: 'postgres',
    title: 'pg_basebackup of a server with several databases',
    make: 'pg_basebackup -D backup -c fast',
    drill: './backup --profile gnumed',
    format: 'pg-basebackup',
  },
  {
    id: 'generic-postgres',
    engine: 'postgres',
    title: 'A database no profile describes',
    make: `createdb shop; psql -Xqc 'CREATE TABLE item (id int PRIMARY KEY)' -c 'INSERT INTO item VALUES (1)' shop; pg_dump shop | zstd -q > backup; dropdb shop`,
    drill: './backup',
    format: 'zstd > pg-plain',
  },
  {
    id: 'generic-mysql',
    engine: 'mariadb',
    title: 'A database no profile describes',
    make: `sql -e 'CREATE DATABASE shop; CREATE TABLE shop.item (id int PRIMARY KEY); INSERT INTO shop.item VALUES (1)'; dump shop > backup; sql -e 'DROP DATABASE shop'`,
    drill: './backup',
    format: 'mysqldump',
  },
];
