import { promises as fs } from 'node:fs';
import path from 'node:path';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { SelfTestStatus } from '@emr-backup/plugin-emr-backup-common';
import {
  artifact,
  copy,
  drill,
  facts,
  knownJob,
  NOW,
} from '../__testUtils__/facts';
import { AlarmStore, Outbox } from '../alarms';
import { openDatabase } from '../database';
import { drillOutcomes, DrillStore } from '../drills';
import { Gauges } from './Gauges';
import { Meters } from './Meters';
import { METRICS, type MetricDefinition } from './names';

jest.setTimeout(60_000);

const DOCS = path.resolve(__dirname, '../../../../docs');

describe('the metrics', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const exporter = new InMemoryMetricExporter(
    AggregationTemporality.CUMULATIVE,
  );
  const reader = new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: 3_600_000,
  });
  const provider = new MeterProvider({ readers: [reader] });
  let meters: Meters;

  beforeAll(async () => {
    const knex = await databases.init('SQLITE_3');
    await openDatabase(mockServices.database({ knex }));
    const drills = DrillStore.create(knex);
    for (const outcome of ['passed', 'failed', 'passed'] as const) {
      const { drill: queued } = await drills.enqueue(knownJob(), {
        startedBy: 'schedule',
        now: NOW,
      });
      await knex('emr_drills')
        .where('id', queued.id)
        .update({ state: 'finished', outcome });
    }
    meters = new Meters({
      gauges: new Gauges(provider.getMeter('emr-backup')),
      alarms: AlarmStore.create(knex),
      outbox: Outbox.create(knex),
      drillOutcomes: () => drillOutcomes(knex),
      selfTests: async () =>
        [
          { profile: 'oscar', newest: null, proof: { caught: 14, missed: 1 } },
        ] as unknown as SelfTestStatus[],
    });
  });

  afterAll(() => provider.shutdown());

  const read = async () => {
    exporter.reset();
    await reader.forceFlush();
    const [resource] = exporter.getMetrics();
    return new Map(
      resource.scopeMetrics.flatMap(({ metrics }) =>
        metrics.map(({ descriptor, dataPoints }) => [
          descriptor.name,
          dataPoints.map(({ attributes, value }) => [attributes, value]),
        ]),
      ),
    );
  };

  it('say of each job how old its backup and its proof are, and of all how many', async () => {
    const job = 'backupjob:default/lakeside';
    const lost = { ...copy(artifact(6)), problem: 'The store is away.' };
    await meters.jobs(
      [
        facts({
          drills: {
            last: drill(5, {
              timings: {
                fetch: 1,
                open: 1,
                boot: 1,
                load: 1,
                index: 1,
                verify: 1,
                wipe: 1,
                total: 7,
              },
            }),
            judged: drill(5),
            passed: drill(5),
            active: drill(0, { state: 'queued' }),
          },
        }),
        facts({
          job: knownJob({}, { ref: 'backupjob:default/lost' }),
          copies: [lost],
          drills: {},
        }),
      ],
      NOW,
    );
    await meters.round(NOW);
    const values = await read();
    const of = (name: string) =>
      new Map(
        (values.get(name) ?? []).map(([labels, value]) => [
          Object.values(labels).join(' '),
          value,
        ]),
      );
    expect(of('emr_backup_backup_age_seconds').get(job)).toBe(6 * 3600);
    expect(of('emr_backup_backup_allowed_age_seconds').get(job)).toBe(
      25 * 3600,
    );
    expect([...of('emr_backup_proof_age_seconds')]).toEqual([[job, 5 * 3600]]);
    expect([...of('emr_backup_drill_duration_seconds')]).toEqual([[job, 7]]);
    expect(of('emr_backup_standing').get(`${job} proven`)).toBe(1);
    expect(of('emr_backup_standing').get(`${job} failing`)).toBe(0);
    expect([...of('emr_backup_observation_failures')]).toEqual([['shelf', 1]]);
    expect(of('emr_backup_queue_depth').get('queued')).toBe(1);
    expect(of('emr_backup_drills').get('passed')).toBe(2);
    expect(of('emr_backup_drills').get('failed')).toBe(1);
    expect(of('emr_backup_open_alarms').get('hollow')).toBe(0);
    expect(of('emr_backup_alarm_messages').get('failed')).toBe(0);
    expect(of('emr_backup_self_test_catch_rate').get('oscar')).toBeCloseTo(
      14 / 15,
    );
    expect(of('emr_backup_last_round_timestamp_seconds').get('')).toBe(
      NOW.getTime() / 1000,
    );
    expect([...values.keys()].sort()).toEqual(Object.keys(METRICS).sort());
  });

  it('of a job that is gone end', async () => {
    await meters.jobs([facts()], NOW);
    const ages = (await read()).get('emr_backup_backup_age_seconds');
    expect(ages).toEqual([
      [{ job: 'backupjob:default/lakeside' }, 6 * 3600],
      [{ job: 'backupjob:default/lost' }, NaN],
    ]);
  });

  it('carry the labels they are documented with, and each rule and page names what exists', async () => {
    const page = await fs.readFile(path.join(DOCS, 'metrics.md'), 'utf8');
    for (const [name, { labels, counter }] of Object.entries(METRICS) as [
      string,
      MetricDefinition,
    ][]) {
      const row = page
        .split('\n')
        .find(line => line.includes(`\`${name}${counter ? '_total' : ''}\``));
      expect([name, row]).toEqual([name, expect.any(String)]);
      for (const label of labels) expect(row).toContain(`\`${label}\``);
    }
    const rules = await fs.readFile(
      path.join(DOCS, 'alerts/emr-backup.rules.yml'),
      'utf8',
    );
    const known = Object.entries(METRICS).map(
      ([name, { counter }]: [string, MetricDefinition]) =>
        counter ? `${name}_total` : name,
    );
    const named = new Set(
      [...`${rules}\n${page}`.matchAll(/\bemr_backup_[a-z_]+/g)].map(
        ([name]) => name,
      ),
    );
    expect([...named].filter(name => !known.includes(name))).toEqual([]);
    expect(rules.match(/expr:/g)?.length).toBeGreaterThan(5);
  });
});
