import os from 'node:os';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { runnerStatusSchema } from '@emr-backup/plugin-emr-backup-common';
import { DATABASES } from '../__testUtils__/databases';
import { FakeEngine } from '../__testUtils__/FakeEngine';
import { openDatabase } from '../database';
import { makeRunnerMark } from '../runner';
import { introduce } from './introduction';
import { missingRunner } from './missingRunner';
import { RunnerPresence } from './RunnerPresence';
import { RunnerRegistry } from './RunnerRegistry';

jest.setTimeout(60_000);

const logger = mockServices.logger.mock();
const introduction = {
  host: 'winnipeg',
  pools: ['default', 'west'],
  engines: [{ name: 'mariadb', version: '10.11.6' }],
  tools: ['gpg'],
  stores: ['shelf'],
  keys: ['lakeside'],
  places: 2,
};

describe.each(DATABASES)('the record of runners in %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  let knex: Knex;
  let registry: RunnerRegistry;

  beforeEach(async () => {
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    registry = RunnerRegistry.create(knex, { lostAfterSeconds: 120 });
  });

  const states = async () =>
    (await registry.list()).map(runner => runner.state);

  it('shows a runner from its first beat to its leave', async () => {
    const mark = makeRunnerMark();
    const presence = new RunnerPresence({
      id: mark,
      registry,
      lostAfterSeconds: 120,
      running: () => 1,
      logger,
    });
    await presence.begin(introduction);
    const [runner] = await registry.list();
    expect(runnerStatusSchema.parse(runner)).toEqual({
      id: mark,
      host: 'winnipeg',
      pools: ['default', 'west'],
      engines: [{ name: 'mariadb', version: '10.11.6' }],
      tools: ['gpg'],
      places: 2,
      running: 0,
      startedAt: expect.stringMatching(/^20\d\d-.*Z$/),
      heartbeatAt: expect.stringMatching(/^20\d\d-.*Z$/),
      state: 'up',
    });
    expect(await registry.living()).toHaveLength(1);
    await presence.drain();
    expect(await registry.list()).toEqual([
      expect.objectContaining({ state: 'draining', running: 1 }),
    ]);
    expect(await registry.living()).toEqual([]);
    await presence.end();
    expect(await registry.list()).toEqual([]);
  });

  it('knows a runner that fell silent, and one whose process is gone', async () => {
    await registry.announce('elsewhere/7/x/other', introduction);
    expect(await states()).toEqual(['up']);
    await knex('emr_runners').update({
      heartbeat_at: new Date(Date.now() - 130_000).toISOString(),
    });
    expect(await states()).toEqual(['lost']);
    expect(await registry.living()).toEqual([]);
    const [, , , space] = makeRunnerMark().split('/');
    const gone = `${os.hostname()}/4194999/x/${space}`;
    await RunnerRegistry.create(knex, { lostAfterSeconds: 120 }).announce(
      gone,
      introduction,
    );
    expect(await states()).toEqual(['lost', 'lost']);
    await registry.forgetLost();
    expect(await states()).toHaveLength(2);
    await knex('emr_runners').update({
      heartbeat_at: new Date(Date.now() - 90_000_000).toISOString(),
    });
    await registry.forgetLost();
    expect(await states()).toEqual([]);
  });

  it('tells a runner that it was forgotten, so that it announces itself again', async () => {
    await registry.announce('elsewhere/7/x/other', introduction);
    const now = { running: 0, state: 'up' as const };
    expect(await registry.beat('elsewhere/7/x/other', now)).toBe(true);
    await registry.leave('elsewhere/7/x/other');
    expect(await registry.beat('elsewhere/7/x/other', now)).toBe(false);
  });
});

describe('what a runner says of itself', () => {
  it('names the engines it can start and leaves out the others', async () => {
    const able = new FakeEngine();
    const unable = new FakeEngine();
    unable.probe = async () => {
      throw new Error('not installed');
    };
    const { engines, tools, host } = await introduce({
      ...introduction,
      name: undefined,
      engines: [able, unable],
      logger,
    });
    expect(engines).toEqual([{ name: 'mariadb', version: '10.11.6' }]);
    expect(tools).toContain('gzip');
    expect(tools).not.toContain('no-such-tool');
    expect(host).toBe(os.hostname());
  });
});

describe('whether somebody can run a drill', () => {
  const living = [
    { pools: ['default'], engines: ['mariadb'], stores: [], keys: [] },
    { pools: ['west'], engines: ['postgres'], stores: [], keys: [] },
  ];

  it.each([
    ['default', 'mariadb', undefined],
    ['default', null, undefined],
    [
      'default',
      'postgres',
      'No runner of pool "default" has the engine postgres; drills wait for one.',
    ],
    ['east', null, 'No runner of pool "east" is up; drills wait for one.'],
  ])('of pool %s with engine %s', (pool, engine, sentence) => {
    expect(missingRunner({ pool, engine }, living)?.message).toBe(sentence);
  });
});
