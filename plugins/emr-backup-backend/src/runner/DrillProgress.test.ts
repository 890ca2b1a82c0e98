import {
  drillLogEntry,
  type DrillLogEntry,
  type PhaseProgress,
} from '@emr-backup/plugin-emr-backup-common';
import { DrillProgress } from './DrillProgress';

describe('the progress of a drill', () => {
  it('writes thousands of reports as few, and the last state always', async () => {
    const written: PhaseProgress[][] = [];
    const progress = new DrillProgress({
      phases: async phases => {
        written.push([...phases]);
      },
      check: async () => {},
      log: async () => {},
    });
    progress.onEvent({ type: 'phase', phase: 'load', state: 'running' });
    for (let bytes = 0; bytes <= 5000; bytes += 1)
      progress.onEvent({
        type: 'progress',
        phase: 'load',
        bytes,
        totalBytes: 10_000,
      });
    await progress.settle();
    expect(written.length).toBeLessThan(10);
    const load = written[written.length - 1].find(
      entry => entry.phase === 'load',
    );
    expect(load).toMatchObject({ state: 'running', progress: 0.5 });
  });

  it('writes the lines of the log together, in their order, none twice', async () => {
    const written: (readonly DrillLogEntry[])[] = [];
    const progress = new DrillProgress({
      phases: async () => {},
      check: async () => {},
      log: async lines => {
        written.push(lines);
      },
    });
    progress.note('begun', { attempt: 1, host: 'winnipeg' });
    for (let part = 1; part <= 50; part += 1)
      progress.onEvent({
        type: 'log',
        line: drillLogEntry('loading', { name: `${part}`, kind: 'mysqldump' }),
      });
    await progress.settle();
    await progress.settle();
    expect(written).toHaveLength(1);
    expect(written[0].map(({ values }) => values.name ?? values.host)).toEqual([
      'winnipeg',
      ...Array.from({ length: 50 }, (_, part) => `${part + 1}`),
    ]);
  });

  it('writes checks in the order they land', async () => {
    const landed: [number, string][] = [];
    const progress = new DrillProgress({
      phases: async () => {},
      check: async (position, result) => {
        landed.push([position, result.id]);
      },
      log: async () => {},
    });
    for (const id of ['a', 'b'])
      progress.onEvent({
        type: 'check',
        result: {
          id,
          title: id,
          status: 'pass',
          value: 1,
          expected: 1,
          detail: 'Asked.',
        },
      });
    await progress.settle();
    expect(landed).toEqual([
      [0, 'a'],
      [1, 'b'],
    ]);
  });
});
