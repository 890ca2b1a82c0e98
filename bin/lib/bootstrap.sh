# Sourced first by every command: where the project is, and what it needs to run.

EMR_ROOT=$(cd "${BASH_SOURCE[0]%/*}/../.." && pwd -P)

# shellcheck source-path=SCRIPTDIR
source "$EMR_ROOT/bin/lib/say.sh"
source "$EMR_ROOT/bin/lib/debian.sh"
source "$EMR_ROOT/bin/lib/node.sh"
source "$EMR_ROOT/bin/lib/packages.sh"

add_system_paths

# bootstrap: quick when everything is there.
bootstrap() {
  ensure_node
  ensure_packages
}
