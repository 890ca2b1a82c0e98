import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { InputError } from '@backstage/errors';
import type { DrillReport } from '@emr-backup/plugin-emr-backup-common';
import { createMariadbEngine } from '@emr-backup/plugin-emr-backup-backend-module-mariadb';
import { createPostgresEngine } from '@emr-backup/plugin-emr-backup-backend-module-postgres';
import {
  DrillFault,
  loadProfileCatalog,
  reapScratch,
  runDrill,
  runSelfTest,
  type DrillDependencies,
  type DrillRequest,
} from '@emr-backup/plugin-emr-backup-node';
import { drillRequest } from './drillRequest';
import { narrateLog, narratePhases } from './narrate';
import { printReport } from './printReport';
import { printSelfTest } from './printSelfTest';
import { unjudgedReport } from './unjudged';
import { isHelp, parseCommandLine, type CommandLine } from './usage';

const EXIT: Record<DrillReport['outcome'], number> = {
  passed: 0,
  failed: 1,
  error: 2,
  cancelled: 2,
};
const EXIT_USAGE = 64;

/** Runs one `emr-drill` command and answers with its exit code. */
export async function runCommand(args: readonly string[]): Promise<number> {
  let line: CommandLine;
  try {
    line = parseCommandLine(args);
  } catch (error) {
    if (isHelp(error)) return 0;
    return usage(error);
  }
  const cancel = new AbortController();
  const onSignal = () => cancel.abort();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  try {
    return await (line.selfTest ? selfTest : drill)(line, cancel.signal);
  } catch (error) {
    if (error instanceof InputError) return usage(error);
    if (error instanceof DrillFault) {
      printReport(unjudgedReport(error, line), line.json);
      return EXIT.error;
    }
    throw error;
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}

async function drill(line: CommandLine, signal: AbortSignal): Promise<number> {
  const { request, dependencies } = await prepare(line, signal);
  const report = await runDrill(request, dependencies);
  printReport(report, line.json);
  return EXIT[report.outcome];
}

/** Exit code 1 means that a broken backup slipped through, 2 that the good one did not pass. */
async function selfTest(
  line: CommandLine,
  signal: AbortSignal,
): Promise<number> {
  const { request, dependencies } = await prepare(line, signal);
  const report = await runSelfTest(request, dependencies, result => {
    process.stderr.write(`${result.status}: ${result.title}\n`);
  });
  printSelfTest(report, line.json);
  if (report.control.outcome !== 'passed') return EXIT.error;
  return report.missed === 0 ? EXIT.passed : EXIT.failed;
}

async function prepare(
  line: CommandLine,
  signal: AbortSignal,
): Promise<{ request: DrillRequest; dependencies: DrillDependencies }> {
  const engines = [
    createMariadbEngine(),
    createPostgresEngine({ cacheDir: process.env.EMR_DRILL_CACHE }),
  ];
  const profiles = await loadProfileCatalog({
    builtinFolder: process.env.EMR_DRILL_PROFILES,
    folders: line.profiles ? [line.profiles] : [],
    kept: await keptProfiles(),
  });
  for (const problem of profiles.problems)
    process.stderr.write(
      `profile left out: ${problem.file}${
        problem.line ? `:${problem.line}` : ''
      }: ${problem.message}\n`,
    );
  const request = await drillRequest(line);
  const workDir = line.workDir ?? path.join(os.tmpdir(), 'emr-backup');
  await reapScratch(workDir, engines).catch(() =>
    process.stderr.write(
      `What dead drills left in ${workDir} could not be removed to the end; the next drill tries again.\n`,
    ),
  );
  return {
    request,
    dependencies: {
      engines,
      profiles,
      signal,
      onEvent: narrator(line),
    },
  };
}

function narrator(line: CommandLine): DrillDependencies['onEvent'] {
  if (line.verbose) return narrateLog;
  return line.json || line.selfTest ? undefined : narratePhases;
}

/** Beside the bundle, when `bin/emr-drill` says where; of this very bundle. */
async function keptProfiles() {
  const folder = process.env.EMR_DRILL_KEPT;
  if (!folder) return undefined;
  const { size, mtimeMs } = await fs.stat(__filename);
  return {
    file: path.join(folder, 'profiles.json'),
    revision: `${size} ${mtimeMs}`,
  };
}

function usage(error: unknown): number {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `${message.replace(/^error: /, '')}\nSee emr-drill --help.\n`,
  );
  return EXIT_USAGE;
}
