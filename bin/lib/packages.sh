# The JavaScript packages, installed once for each yarn.lock.

lock_digest() { cat "$EMR_ROOT/yarn.lock" "$EMR_ROOT/package.json" | sha256sum | cut -d' ' -f1; }

# have_packages: true when node_modules was installed from this yarn.lock, or
# when a developer installed after its last change. A stamp newer than both
# files was compared with them since: reading them again takes longer than a
# hollow backup.
have_packages() {
  local state=$EMR_ROOT/node_modules/.yarn-state.yml stamp=$EMR_ROOT/node_modules/.emr-lock
  [ -f "$state" ] || return 1
  [ ! "$EMR_ROOT/yarn.lock" -nt "$state" ] && return 0
  [ -f "$stamp" ] || return 1
  [ "$stamp" -nt "$EMR_ROOT/yarn.lock" ] && [ "$stamp" -nt "$EMR_ROOT/package.json" ] && return 0
  [ "$(cat "$stamp")" = "$(lock_digest)" ] || return 1
  touch "$stamp" 2>/dev/null || true
}

ensure_packages() {
  have_packages && return
  ensure_yarn
  step "Installing the JavaScript packages (once for each yarn.lock)" \
    yarn --cwd "$EMR_ROOT" install --immutable
  lock_digest >"$EMR_ROOT/node_modules/.emr-lock"
}
