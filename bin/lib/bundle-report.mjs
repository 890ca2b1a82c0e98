// What the frontend plugin itself costs a portal: its own code and styles, minified and gzipped.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
const own = ['@emr-backup/'];
const out = mkdtempSync(path.join(tmpdir(), 'emr-bundle-'));

/** Every package that is not ours is the portal's, or shared with it. */
const othersStayOutside = {
  name: 'others-stay-outside',
  setup(bundle) {
    bundle.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
      kind === 'entry-point' || own.some(prefix => name.startsWith(prefix))
        ? undefined
        : { path: name, external: true },
    );
  },
};

const kilobytes = bytes => `${(bytes / 1000).toFixed(1)} kB`;

try {
  const { metafile } = await build({
    entryPoints: [path.join(root, 'plugins/emr-backup/src/index.ts')],
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    loader: { '.module.css': 'local-css' },
    outdir: out,
    metafile: true,
    logLevel: 'error',
    plugins: [othersStayOutside],
  });
  const sizeOf = file => gzipSync(readFileSync(path.join(out, file))).length;
  const outputs = Object.entries(metafile.outputs).map(([file, output]) => ({
    file: path.basename(file),
    output,
  }));
  const entry = outputs.find(({ output }) => output.entryPoint);
  const start = new Set([entry.file]);
  for (const name of start) {
    const { output } = outputs.find(({ file }) => file === name);
    for (const { path: used, kind } of output.imports)
      if (kind === 'import-statement' && !used.startsWith('@'))
        if (outputs.some(({ file }) => file === path.basename(used)))
          start.add(path.basename(used));
  }
  const sum = files => files.reduce((total, file) => total + sizeOf(file), 0);
  const all = readdirSync(out);
  const styles = all.filter(file => file.endsWith('.css'));
  console.log(`loaded with the portal   ${kilobytes(sum([...start]))} gzip`);
  console.log(`everything, all pages    ${kilobytes(sum(all))} gzip`);
  console.log(`of which styles          ${kilobytes(sum(styles))} gzip`);
} finally {
  rmSync(out, { recursive: true, force: true });
}
