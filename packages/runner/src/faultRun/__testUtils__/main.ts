import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Findings } from './Findings';
import { fleetRun } from './fleetRun';
import { singleRun } from './singleRun';

/**
 * `fault-run [fleet|single]… [--json FILE]`: kills, freezes, crashes and
 * fills what drills need, then asks what must hold however that came out.
 * `EMR_FAULT_SEED` repeats the faults of an earlier run, `EMR_FAULT_KEEP`
 * leaves its logs.
 */
async function main(args: readonly string[]): Promise<number> {
  const seed = Number(process.env.EMR_FAULT_SEED ?? Date.now() % 1_000_000);
  const json = args.includes('--json') ? args[args.indexOf('--json') + 1] : '';
  const wanted = ['fleet', 'single'].filter(
    form => args.includes(form) || !/fleet|single/.test(args.join(' ')),
  );
  const findings = new Findings();
  for (const form of wanted) {
    const home = await fs.mkdtemp(path.join(os.tmpdir(), `emr-${form}-`));
    // Servers run as other users and must be able to go in.
    await fs.chmod(home, 0o755);
    process.stderr.write(
      `Fault run "${form}" with seed ${seed} (EMR_FAULT_SEED=${seed} repeats it).\n`,
    );
    try {
      await (form === 'fleet'
        ? fleetRun(findings, { home, seed, faults: 3 })
        : singleRun(findings, { home, seed, kills: 2 }));
    } catch (error) {
      findings.expectNone(`the run "${form}" comes to its end`, [
        error instanceof Error ? error.message : String(error),
      ]);
    }
    if (process.env.EMR_FAULT_KEEP)
      process.stderr.write(`Its logs are kept in ${home}\n`);
    else await fs.rm(home, { recursive: true, force: true });
  }
  const counts = findings.counts();
  if (json) await fs.writeFile(json, JSON.stringify({ ...counts, seed }));
  process.stderr.write(
    `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (seed ${seed})\n`,
  );
  return counts.failed === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(code => {
  process.exitCode = code;
});
