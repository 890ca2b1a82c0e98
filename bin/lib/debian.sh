# Debian packages the project's commands need. A package counts as there when its
# program is: how it came to the machine is not our business.

# Sets PROGRAM: a subshell for each package would take longer than the asking.
program_of() {
  case $1 in
    mariadb-server) PROGRAM=mariadbd ;;
    mariadb-client) PROGRAM=mariadb-dump ;;
    mariadb-backup) PROGRAM=mariabackup ;;
    mydumper) PROGRAM=myloader ;;
    postgresql) PROGRAM=initdb ;;
    xz-utils) PROGRAM=xz ;;
    p7zip-full) PROGRAM=7z ;;
    gnupg) PROGRAM=gpg ;;
    borgbackup) PROGRAM=borg ;;
    *) PROGRAM=$1 ;;
  esac
}

# Where the programs lie that Debian keeps off a normal user's PATH.
add_system_paths() {
  local dir
  PATH=$PATH:/usr/sbin:/sbin
  for dir in /usr/lib/postgresql/*/bin; do
    [ -d "$dir" ] && PATH=$PATH:$dir
  done
  return 0
}

has_debian() {
  local PROGRAM
  program_of "$1"
  command -v "$PROGRAM" >/dev/null
}

# need_debian <why, one sentence> <package>…
need_debian() {
  local why=$1 package missing=() as_root=() PROGRAM
  shift
  for package in "$@"; do
    has_debian "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  say "Missing: ${missing[*]} ($why)."
  command -v apt-get >/dev/null ||
    die 69 "This is not a Debian system: install ${missing[*]} (or what provides ${missing[*]} here) and run the command again."
  if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo -n)
    sudo -n true 2>/dev/null ||
      die 69 "Installing needs root: run 'apt-get install ${missing[*]}' as root and run the command again."
  fi
  apt_install "${missing[@]}"
  hash -r
  add_system_paths
  for package in "${missing[@]}"; do
    program_of "$package"
    has_debian "$package" || die 69 "apt installed $package, but $PROGRAM is still not there."
  done
}

# apt_install <package>…: uses as_root of need_debian. A database that its
# package would start is not wanted: our servers are private ones. One that
# already runs is left alone, because its package is then not missing.
apt_install() {
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300) service
  if [ -z "${EMR_APT_UPDATED:-}" ]; then
    step "Reading the package lists" "${as_root[@]}" "${apt[@]}" update
    EMR_APT_UPDATED=1
  fi
  # --no-remove: an installed MySQL must not make way for our MariaDB.
  step "Installing $*" "${as_root[@]}" "${apt[@]}" install --no-remove --no-install-recommends "$@"
  for service in "$@"; do
    case $service in
      mariadb-server) stop_service mariadb ;;
      postgresql) stop_service postgresql ;;
    esac
  done
}

stop_service() {
  if [ -d /run/systemd/system ]; then
    "${as_root[@]}" systemctl disable --now "$1" >/dev/null 2>&1 || true
  elif command -v service >/dev/null; then
    "${as_root[@]}" service "$1" stop >/dev/null 2>&1 || true
  fi
}
