# Debian packages the project's commands need. A package counts as there when its
# program is: how it came to the machine is not our business.

program_of() {
  case $1 in
    mariadb-server) echo mariadbd ;;
    mariadb-client) echo mariadb-dump ;;
    mariadb-backup) echo mariabackup ;;
    mydumper) echo myloader ;;
    xz-utils) echo xz ;;
    p7zip-full) echo 7z ;;
    gnupg) echo gpg ;;
    borgbackup) echo borg ;;
    *) echo "$1" ;;
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
  case $1 in
    postgresql) command -v initdb >/dev/null ;;
    *) command -v "$(program_of "$1")" >/dev/null ;;
  esac
}

# need_debian <why, one sentence> <package>…
need_debian() {
  local why=$1 package missing=() as_root=()
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
    has_debian "$package" || die 69 "apt installed $package, but $(program_of "$package") is still not there."
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
