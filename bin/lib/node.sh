# Node 22 or 24 and yarn 4 on PATH. What the machine has is used when it fits;
# otherwise both come from the npm registry into .tools, which git ignores.

node_fits() {
  command -v node >/dev/null || return 1
  # 22.0 and 22.1 cannot sum what a gzip holds.
  case $(node -v) in v22.0.* | v22.1.*) return 1 ;; v22.* | v24.*) ;; *) return 1 ;; esac
}

yarn_fits() {
  command -v yarn >/dev/null || return 1
  # A corepack shim would fetch yarn from outside the registry: ask no shim.
  case $(readlink -f "$(command -v yarn)") in *corepack*) return 1 ;; esac
  case $(cd "$EMR_ROOT" && yarn --version 2>/dev/null) in 4.*) ;; *) return 1 ;; esac
}

# ensure_node: the quick half, for commands that need no yarn.
ensure_node() {
  local own=$EMR_ROOT/.tools/node_modules
  if [ -x "$own/node/bin/node" ]; then
    PATH=$own/node/bin:$own/.bin:$PATH
    return
  fi
  node_fits || fetch_tools
}

ensure_yarn() {
  ensure_node
  yarn_fits || fetch_tools
}

fetch_tools() {
  local own=$EMR_ROOT/.tools/node_modules yarn_version
  yarn_version=$(sed -n 's/.*"packageManager": *"yarn@\([0-9.]*\)".*/\1/p' "$EMR_ROOT/package.json")
  command -v npm >/dev/null ||
    need_debian "npm fetches Node 22 and yarn 4, which this machine lacks" npm
  step "Fetching Node 22 and yarn $yarn_version into .tools" \
    npm install --prefix "$EMR_ROOT/.tools" --no-audit --no-fund --loglevel=error \
    "node@22" "@yarnpkg/cli-dist@$yarn_version"
  PATH=$own/node/bin:$own/.bin:$PATH
  node_fits || die 69 "Node 22 was fetched into .tools but does not run on this machine; install Node 22 or 24 and try again."
}
