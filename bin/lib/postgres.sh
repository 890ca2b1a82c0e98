# A PostgreSQL server for tests: private datadir, loopback only, an unprivileged
# user, nothing kept.

free_port() {
  node -e 'const s=require("node:net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'
}

# Sets OWN_POSTGRES_URL. start_own_postgres <directory others may enter>
start_own_postgres() {
  local home=$1/postgres port as=() bin
  bin=$(dirname "$(readlink -f "$(command -v initdb)")")
  mkdir -p -m 0700 "$home"
  if [ "$(id -u)" -eq 0 ]; then
    # PostgreSQL refuses to run as root.
    local user=nobody
    id -u postgres >/dev/null 2>&1 && user=postgres
    chown "$user" "$home"
    as=(setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups)
  fi
  step "Preparing a private PostgreSQL server" \
    "${as[@]}" "$bin/initdb" -D "$home/data" -U emr --auth=trust -E UTF8 --locale=C
  port=$(free_port)
  "${as[@]}" "$bin/postgres" -D "$home/data" -p "$port" -c listen_addresses=127.0.0.1 \
    -c "unix_socket_directories=" -c fsync=off -c synchronous_commit=off \
    -c full_page_writes=off -c max_connections=200 >"$home.log" 2>&1 </dev/null &
  OWN_POSTGRES_PID=$!
  local tries=300
  until "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; do
    kill -0 "$OWN_POSTGRES_PID" 2>/dev/null && [ $((tries -= 1)) -gt 0 ] || {
      tail -n 15 "$home.log" >&2
      die 70 "The private PostgreSQL server did not start."
    }
    sleep 0.1
  done
  OWN_POSTGRES_URL=postgresql://emr@127.0.0.1:$port/postgres
}

stop_own_postgres() {
  [ -n "${OWN_POSTGRES_PID:-}" ] || return 0
  # SIGQUIT: nothing in there is worth a checkpoint.
  kill -QUIT "$OWN_POSTGRES_PID" 2>/dev/null || true
  wait "$OWN_POSTGRES_PID" 2>/dev/null || true
  OWN_POSTGRES_PID=
}
