# The demo's console: one backend process that also serves the app.

# Written at once when the backend starts; a stale one names no process of ours.
demo_pid() {
  local pid
  pid=$(cat "$EMR_DEMO_DIR/backend.pid" 2>/dev/null) || return 1
  tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -q 'packages/backend' || return 1
  echo "$pid"
}

stop_demo() {
  local pid tries=300
  pid=$(demo_pid) || return 0
  kill "$pid" 2>/dev/null || true
  while kill -0 "$pid" 2>/dev/null; do
    [ $((tries -= 1)) -gt 0 ] || kill -KILL "$pid" 2>/dev/null || true
    sleep 0.1
  done
  rm -f "$EMR_DEMO_DIR/backend.pid"
}

port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# start_demo_backend: sets DEMO_BACKEND_PID.
start_demo_backend() {
  # Directly under node: no watcher, and a signal reaches the right process.
  # "development" makes it let go of open connections when it is told to stop.
  # Started where the backend's own paths in app-config.yaml are relative to.
  cd "$EMR_ROOT/packages/backend"
  EMR_DEMO_CATALOG=$EMR_ROOT/examples/demo/catalog.yaml NODE_ENV=development \
    node --require "$EMR_ROOT/node_modules/@backstage/cli/config/nodeTransform.cjs" \
    "$EMR_ROOT/packages/backend/src/index.ts" \
    --config "$EMR_ROOT/app-config.yaml" --config "$EMR_ROOT/app-config.demo.yaml" \
    >>"$EMR_DEMO_DIR/backend.log" 2>&1 </dev/null &
  DEMO_BACKEND_PID=$!
  echo "$DEMO_BACKEND_PID" >"$EMR_DEMO_DIR/backend.pid"
}

# build_app: when a source of the page is newer than the built one.
build_app() {
  local built=$EMR_ROOT/packages/app/dist/index.html
  if [ -f "$built" ] && [ -z "$(find "$EMR_ROOT/packages/app/src" "$EMR_ROOT/packages/app/package.json" \
    "$EMR_ROOT"/plugins/emr-backup/src "$EMR_ROOT"/plugins/emr-backup-common/src "$EMR_ROOT/yarn.lock" \
    -type f -newer "$built" -not -name '*.test.*' -print -quit)" ]; then
    return
  fi
  ensure_yarn
  step "Building the console (once for each change, takes a minute or two)" \
    yarn --cwd "$EMR_ROOT" workspace app build
}
