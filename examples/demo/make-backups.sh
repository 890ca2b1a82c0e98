# The backups of three made-up clinics over the last four weeks, each made by real
# tools from a real server. Sourced by bin/demo.
#
# Records only grow: a clinic's days are computed from its name and date, so
# making the backups again on a later day continues the same history.

# Sets up the demo's directory. make_backups <demo directory> <seed.cjs>
make_backups() {
  local demo=$1
  SEED=$2
  STORES=$demo/stores.new
  KEYS=$demo/keys
  NOW=$(date +%s)
  START=$(cat "$demo/first-day" 2>/dev/null || date -d "@$((NOW - 200 * 86400))" +%F)
  rm -rf "$STORES"
  mkdir -p "$STORES/toronto-dc/lakeside" "$STORES/montreal-dc/lakeside" \
    "$STORES/open-osp/harbour" "$STORES/prairie-cloud/prairie" "$STORES/prairie-nas/prairie"
  mkdir -p -m 0700 "$KEYS"
  [ -f "$KEYS/lakeside-oscar" ] ||
    (umask 077 && printf %s "$(openssl rand -base64 30)" >"$KEYS/lakeside-oscar")

  local jobs=() job
  lakeside & jobs+=($!)
  harbour & jobs+=($!)
  prairie & jobs+=($!)
  for job in "${jobs[@]}"; do wait "$job"; done

  rm -rf "$demo/stores"
  mv "$STORES" "$demo/stores"
  echo "$START" >"$demo/first-day"
}

sql() { mariadb --no-defaults "--socket=$OWN_MARIADB_SOCKET" -u root "$@"; }

dump() {
  # Without the date of today: these dumps are from the day their name says.
  mariadb-dump --no-defaults "--socket=$OWN_MARIADB_SOCKET" -u root \
    --single-transaction --routines --triggers --skip-dump-date "$@"
}

# live_through <database> <seconds since 1970>… -- <function> <seed arguments>…
# Lets the clinic work until each of these moments and backs it up there.
live_through() {
  local database=$1 moments=() moment last= backup
  shift
  while [ "$1" != -- ]; do
    moments+=("$1")
    shift
  done
  backup=$2
  shift 2
  for moment in "${moments[@]}"; do
    node "$SEED" "$@" --start "$START" ${last:+--from "$last"} --to "$moment" | sql "$database"
    "$backup" "$moment"
    last=$moment
  done
}

# nights <zone> <hh:mm:ss> <days ago> <days ago>: one moment a night, oldest first.
nights() {
  local zone=$1 time=$2 today day ago moment
  today=$(TZ=$zone date -d "@$NOW" +%F)
  for ((ago = $3; ago >= $4; ago--)); do
    # Days are counted on the calendar: where clocks change, not all have 24 hours.
    day=$(date -u -d "$today $ago days ago" +%F)
    moment=$(TZ=$zone date -d "$day $time" +%s)
    [ "$moment" -gt "$((NOW - 600))" ] || echo "$moment"
  done
}

stamp() { TZ=$1 date -d "@$2" +%Y%m%d-%H%M%S; }

# --- Lakeside: OSCAR, every four hours, encrypted, two copies. All is well.
lakeside() {
  local zone=America/Toronto k moments=()
  mapfile -t moments < <(nights $zone 23:01:04 27 3)
  for ((k = 11; k >= 0; k--)); do
    moments+=($((NOW - 35 * 60 - k * 4 * 3600)))
  done
  sql -e 'CREATE DATABASE oscar_15 CHARACTER SET utf8mb4'
  sql oscar_15 <"$EMR_ROOT/examples/demo/seed/oscar/schema.sql"
  live_through oscar_15 "${moments[@]}" -- lakeside_backup \
    --product oscar --name lakeside --title 'Lakeside Family Practice' \
    --city Toronto --province ON --zone $zone --patients 800 --visits 24
}

lakeside_backup() {
  local file=$STORES/toronto-dc/lakeside/lakeside.oscar_15.$(stamp America/Toronto "$1").sql.gz.enc
  # As OSCAR does it: no -pbkdf2, about which openssl complains on stderr.
  dump oscar_15 | gzip | openssl enc -aes-256-cbc -salt -pass "file:$KEYS/lakeside-oscar" -out "$file" 2>/dev/null
  touch -d "@$1" "$file"
  cp -p "$file" "$STORES/montreal-dc/lakeside/"
}

# --- Harbour: OSCAR, every night. Last night's backup holds nothing.
harbour() {
  local zone=America/Vancouver moments=() last
  mapfile -t moments < <(nights $zone 01:00:01 27 0)
  last=${moments[-1]}
  sql -e 'CREATE DATABASE oscar_harbour CHARACTER SET utf8mb4'
  sql oscar_harbour <"$EMR_ROOT/examples/demo/seed/oscar/schema.sql"
  live_through oscar_harbour "${moments[@]:0:${#moments[@]}-1}" -- harbour_backup \
    --product oscar --name harbour --title 'Harbour Walk-in Clinic' \
    --city Vancouver --province BC --zone $zone --patients 400 --visits 16
  harbour_after_the_update "$last"
}

harbour_backup() {
  local file=$STORES/open-osp/harbour/harbour.$(stamp America/Vancouver "$1").sql.gz
  dump oscar_harbour | gzip >"$file"
  touch -d "@$1" "$file"
}

# The same after somebody "tidied up" the script: two options in one pair of
# quotes. The dump fails, gzip compresses nothing, and nobody looks at the exit
# code of the left side of a pipe.
harbour_after_the_update() (
  set +o pipefail
  file=$STORES/open-osp/harbour/harbour.$(stamp America/Vancouver "$1").sql.gz
  mariadb-dump --no-defaults "--socket=$OWN_MARIADB_SOCKET --single-transaction" oscar_harbour 2>/dev/null | gzip >"$file"
  touch -d "@$1" "$file"
)

# --- Prairie: OpenEMR, every night, with a copy on the disk of the clinic.
# Nothing has come for three days, and the last copy onto the disk broke off.
prairie() {
  local zone=America/Regina moments=()
  mapfile -t moments < <(nights $zone 02:30:00 27 3)
  sql -e 'CREATE DATABASE openemr CHARACTER SET utf8mb4'
  sql openemr <"$EMR_ROOT/examples/demo/seed/openemr/schema.sql"
  live_through openemr "${moments[@]}" -- prairie_backup \
    --product openemr --name prairie --title 'Prairie Community Health' \
    --city Saskatoon --province SK --zone $zone --patients 500 --visits 18
  prairie_disk_is_full "${moments[-1]}"
}

prairie_backup() {
  local file=$STORES/prairie-cloud/prairie/openemr.$(stamp America/Regina "$1").sql.zst
  dump openemr | zstd -q >"$file"
  touch -d "@$1" "$file"
  cp -p "$file" "$STORES/prairie-nas/prairie/"
}

# The same name on both sides, half of the bytes on this one.
prairie_disk_is_full() {
  local file=$STORES/prairie-nas/prairie/openemr.$(stamp America/Regina "$1").sql.zst
  truncate -s "$(($(stat -c %s "$file") / 2))" "$file"
  touch -d "@$1" "$file"
}
