import type { Actor } from './Actor';
import type { Audit, DrillEnd } from './Audit';
import type { Findings } from './Findings';
import { entriesOf, memoryLeft, processesNaming } from './leftovers';
import { overlaps, type Marks } from './Marks';
import { CUT_JOB } from './Stage';

/** Reasons the faults of this run may give. Anything else would be a fault of ours. */
const EXPECTED = new Set(['runner-lost', 'scratch-full', 'engine-start']);

/** Asks what must hold however the processes died. */
export async function judgeDrills(
  findings: Findings,
  parts: { audit: Audit; marks: Marks; promised: ReadonlyMap<string, string> },
): Promise<void> {
  const { audit, marks, promised } = parts;
  const drills = await audit.drills();
  const byId = new Map(drills.map(drill => [drill.id, drill]));
  const ends = await audit.ends();
  const told = ({ id, job_ref, state, ...end }: DrillEnd) =>
    `${id} of ${job_ref}: ${state}, ${end.outcome}, ${end.reason_code} (${end.reason_message})`;

  findings.expectNone(
    'no drill that was promised is lost',
    [...promised.keys()].filter(id => !byId.has(id)),
  );
  findings.expectNone(
    'every drill has an outcome',
    drills.filter(drill => drill.outcome === null).map(told),
  );
  findings.expectNone(
    'every drill got its outcome once',
    drills
      .filter(drill => ends.get(drill.id) !== 1)
      .map(drill => `${told(drill)}: ${ends.get(drill.id) ?? 0} times`),
  );
  findings.expectNone(
    'no job was drilled twice at the same time',
    overlaps(marks.attempts(), id => byId.get(id)?.job_ref).map(
      ([one, other]) =>
        `${one.drill} in process ${one.pid} (${one.by}) and ${other.drill} in process ${other.pid} (${other.by})`,
    ),
  );
  findings.expectNone(
    'no good backup is called bad',
    drills
      .filter(
        ({ job_ref, outcome }) => outcome === 'failed' && job_ref !== CUT_JOB,
      )
      .map(told),
  );
  findings.expectNone(
    'no bad backup is called good',
    drills
      .filter(
        ({ job_ref, outcome }) => outcome === 'passed' && job_ref === CUT_JOB,
      )
      .map(told),
  );
  findings.expectNone(
    'what could not be judged says so by the fault that was made',
    drills
      .filter(
        ({ outcome, reason_code }) =>
          outcome === 'cancelled' ||
          (outcome === 'error' && !EXPECTED.has(reason_code ?? '')),
      )
      .map(told),
  );
}

/** Asks whether the run did what it is for; one that killed nobody proves nothing. */
export async function judgeFaults(
  findings: Findings,
  parts: { audit: Audit; marks: Marks; least: number },
): Promise<void> {
  const drills = await parts.audit.drills();
  const passed = drills.filter(({ outcome }) => outcome === 'passed').length;
  const cut = parts.marks.attempts().filter(({ by }) => by === 'killed').length;
  const retried = drills.filter(({ retry_of }) => retry_of !== null).length;
  process.stderr.write(
    `     ${drills.length} drills: ${passed} passed; ${cut} died with their process, ${retried} were run again.\n`,
  );
  findings.expectNone(
    'drills passed between the faults',
    passed >= parts.least ? [] : [`${passed} passed`],
  );
  findings.expectNone(
    'processes died in the middle of drills, and those were run again',
    cut > 0 && retried > 0 ? [] : [`${cut} died, ${retried} were run again`],
  );
}

/** A start may fail while PostgreSQL is away or another process migrates; nothing else ends a process. */
export function judgeEndings(
  findings: Findings,
  actors: readonly Actor[],
): void {
  const endings = actors.flatMap(({ name, endings: of }) =>
    of.map(by => ({ name, by })),
  );
  if (endings.length > 0)
    process.stderr.write(
      `     ${endings.length} starts failed and were made again.\n`,
    );
  findings.expectNone(
    'no process ends by itself, but for a start that fails',
    endings
      .filter(({ by }) => by !== 1)
      .map(({ name, by }) => `${name} ended with ${by}`),
  );
}

/** Asks after every process was told to stop. */
export async function judgeRemains(
  findings: Findings,
  parts: {
    actors: readonly Actor[];
    temp: string;
    home: string;
    memoryBefore: readonly string[];
  },
): Promise<void> {
  const { actors, temp, home, memoryBefore } = parts;
  findings.expectNone(
    'no scratch server or other process is left',
    (await processesNaming(home))
      .filter(({ command }) => !/(^|\/)postgres /.test(command))
      .map(({ pid, command }) => `${pid} ${command.slice(0, 120)}`),
  );
  const left = [];
  for (const { workDir } of actors) left.push(...(await entriesOf(workDir)));
  findings.expectNone('no scratch directory is left', left);
  findings.expectNone('no temporary file is left', await entriesOf(temp));
  findings.expectNone(
    'nothing is left in memory',
    await memoryLeft(memoryBefore),
  );
}
