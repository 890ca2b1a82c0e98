# One-file bundles of our TypeScript, remade when a source is newer.

# bundle <entry.ts> <out.cjs> <source folder>…: BUNDLE_OPTIONS holds more options of esbuild.
BUNDLE_OPTIONS=()

bundle() {
  local entry=$1 out=$2
  shift 2
  if [ -f "$out" ] && [ -z "$(find "$@" -type f -newer "$out" -not -name '*.test.*' -print -quit)" ]; then
    return
  fi
  mkdir -p "$(dirname "$out")"
  # Written aside and renamed: two commands started together see a whole file.
  step "Bundling $(basename "$out")" \
    "$EMR_ROOT/node_modules/.bin/esbuild" "$entry" --bundle --platform=node --target=node22 \
    --format=cjs --log-level=warning --minify-whitespace --minify-syntax \
    --external:pg-native "${BUNDLE_OPTIONS[@]}" "--outfile=$out.$$"
  mv -f "$out.$$" "$out"
}
