# How the commands talk: one line a step on stderr, output kept in a log that is
# named only when the step fails.

say() { printf '%s\n' "$*" >&2; }

# die <exit code> <sentence>…
die() {
  local code=$1
  shift
  say "$*"
  exit "$code"
}

# step <what it does> <command>…: says what it does, runs it quietly.
step() {
  local what=$1 log code=0
  shift
  say "$what"
  mkdir -p "$EMR_ROOT/.scratch/logs"
  log=$EMR_ROOT/.scratch/logs/$(printf '%s' "$what" | tr -cs '[:alnum:]' '-' | cut -c1-60).log
  "$@" >"$log" 2>&1 </dev/null || code=$?
  if [ "$code" -ne 0 ]; then
    # The lines that say why, else the last ones.
    grep -iwE 'error|cannot|unable|YN0028' "$log" | head -n 8 >&2 || tail -n 8 "$log" >&2
    die 70 "That failed (exit code $code). The whole output is in $log"
  fi
}
