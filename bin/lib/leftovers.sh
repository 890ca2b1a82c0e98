# Finds what a run left behind, by the one directory all of it names.

# processes_naming <directory>: process ids, one a line.
processes_naming() {
  local dir=$1 entry
  for entry in /proc/[0-9]*; do
    [ "${entry#/proc/}" != "$$" ] || continue
    if tr '\0' ' ' 2>/dev/null <"$entry/cmdline" | grep -qF -- "$dir"; then
      echo "${entry#/proc/}"
    fi
  done
}

end_processes_naming() {
  local pids
  mapfile -t pids < <(processes_naming "$1")
  [ ${#pids[@]} -eq 0 ] || kill -KILL "${pids[@]}" 2>/dev/null || true
}
