# The words in which the tables say how a backup is made.
set -euo pipefail
export LC_ALL=C GNUPGHOME=$SHARED/gnupg

# sql DATABASE: runs the statements on its input; the output is for nobody.
sql() { mariadb --no-defaults -uroot -S"$MARIADB_SOCKET" --default-character-set=utf8mb4 "$@" >/dev/null; }
# answer DATABASE: the same, the answer kept in a file.
answer() { mariadb --no-defaults -uroot -S"$MARIADB_SOCKET" --default-character-set=utf8mb4 -N "$@" >answer; }
# dump OPTION… DATABASE: what mariadb-dump prints.
dump() { mariadb-dump --no-defaults -uroot -S"$MARIADB_SOCKET" --single-transaction --routines --triggers "$@"; }
# altered DATABASE SQL [OPTION…]: the dump of a clinic to which the SQL happened.
altered() {
  sql -e 'CREATE DATABASE altered CHARACTER SET utf8mb4'
  dump "$1" | sql altered
  sql -e "$2" altered
  dump "${@:3}" altered
  sql -e 'DROP DATABASE altered'
}
physical() { mariabackup --no-defaults --user=root --socket="$MARIADB_SOCKET" --datadir="$MARIADB_DATA" --backup "$@" 2>/dev/null; }
my_dumper() { mydumper -u root -S "$MARIADB_SOCKET" -o "$2" -B "$1" --trx-consistency-only "${@:3}" 2>/dev/null; }

# pg_altered DATABASE SQL OPTION…: the same for PostgreSQL.
pg_altered() {
  createdb -T "$1" altered
  psql -Xqc "$2" altered >/dev/null
  pg_dump "${@:3}" altered
  dropdb altered
}

bytes() { stat -c %s "$1"; }
# first PERCENT FILE: what is left of a file when the upload breaks off.
first() { head -c $(($(bytes "$2") * $1 / 100)) "$2"; }
# flipped PERCENT FILE: the file with one byte turned over.
flipped() {
  local at=$(($(bytes "$2") * $1 / 100))
  head -c "$at" "$2"
  tail -c +$((at + 1)) "$2" | { head -c 1 | tr '\000-\377' '\200-\377\000-\177'; cat >/dev/null; }
  tail -c +$((at + 2)) "$2"
}
# before PATTERN LINE FILE: the file with a line put in before the first that matches.
before() {
  local at
  at=$(grep -n -m1 -e "$1" "$3" | cut -d: -f1)
  head -n $((at - 1)) "$3"
  printf '%s\n' "$2"
  tail -n +"$at" "$3"
}
# until_line PATTERN: everything before the first such line.
until_line() { sed "/$1/,\$d"; }
# sealed FILE OPTION…: as OSCAR encrypts, with the suite's passphrase.
sealed() { openssl enc -aes-256-cbc -salt -pass file:"$SHARED/pass" "${@:2}" -in "$1" 2>/dev/null; }
by_gpg() { gpg --batch --quiet --pinentry-mode loopback --passphrase-file "$SHARED/pass" "$@"; }
with_7z() { 7z a -bso0 -bsp0 "$@"; }
