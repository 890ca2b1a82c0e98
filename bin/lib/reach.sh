# Servers started by root run as another user, who must be able to reach their
# directory. A project below /root is out of their reach.

# reachable <directory> [user]
reachable() {
  [ "$(id -u)" -ne 0 ] ||
    setpriv --reuid "${2:-nobody}" --clear-groups test -x "$1" 2>/dev/null
}
