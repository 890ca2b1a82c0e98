# A MariaDB server of our own: private datadir, socket only, no network. It
# shares nothing with a MariaDB that runs on this machine.

# Sets OWN_MARIADB_SOCKET and OWN_MARIADB_PID. start_own_mariadb <directory>
start_own_mariadb() {
  local home=$1 as=() user=
  if [ "$(id -u)" -eq 0 ]; then
    # mariadbd does not want to be root.
    id -u mysql >/dev/null 2>&1 && user=mysql || user=nobody
    reachable "$(dirname "$home")" "$user" ||
      home=$(mktemp -d "${TMPDIR:-/tmp}/emr-own-mariadb.XXXXXX")
    as=("--user=$user")
  fi
  rm -rf "$home"
  mkdir -p -m 0700 "$home"
  [ -z "$user" ] || chown "$user" "$home"
  # The path of a socket may have 107 bytes, a project can lie deeper than that.
  OWN_MARIADB_RUN=$(mktemp -d "${TMPDIR:-/tmp}/emr-own.XXXXXX")
  [ -z "$user" ] || chown "$user" "$OWN_MARIADB_RUN"
  OWN_MARIADB_HOME=$home
  OWN_MARIADB_SOCKET=$OWN_MARIADB_RUN/s

  step "Preparing a private MariaDB server" \
    mariadb-install-db --no-defaults "--datadir=$home/data" "${as[@]}" \
    --auth-root-authentication-method=normal --skip-test-db
  mariadbd --no-defaults "--datadir=$home/data" "${as[@]}" --skip-networking \
    "--socket=$OWN_MARIADB_SOCKET" "--pid-file=$OWN_MARIADB_RUN/pid" \
    --sql-mode= --innodb-strict-mode=0 --innodb-flush-log-at-trx-commit=0 --skip-log-bin \
    >"$OWN_MARIADB_RUN/log" 2>&1 </dev/null &
  OWN_MARIADB_PID=$!
  local tries=300
  until mariadb --no-defaults "--socket=$OWN_MARIADB_SOCKET" -u root -e 'SELECT 1' >/dev/null 2>&1; do
    kill -0 "$OWN_MARIADB_PID" 2>/dev/null && [ $((tries -= 1)) -gt 0 ] || {
      tail -n 15 "$OWN_MARIADB_RUN/log" >&2
      stop_own_mariadb
      die 70 "The private MariaDB server did not start."
    }
    sleep 0.1
  done
}

# Stops the server and removes what it held.
stop_own_mariadb() {
  [ -n "${OWN_MARIADB_PID:-}" ] || return 0
  kill "$OWN_MARIADB_PID" 2>/dev/null || true
  wait "$OWN_MARIADB_PID" 2>/dev/null || true
  rm -rf "$OWN_MARIADB_HOME" "$OWN_MARIADB_RUN"
  OWN_MARIADB_PID=
}
