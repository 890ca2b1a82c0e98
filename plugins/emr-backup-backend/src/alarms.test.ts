import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  alarmPageSchema,
  alarmSchema,
  clinicStatusSchema,
  heartbeatStatusSchema,
  heartbeatTokenSchema,
  jobStatusSchema,
  type VendorEntity,
} from '@emr-backup/plugin-emr-backup-common';
import { metrics } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { PostOffice } from './alarms/__testUtils__/PostOffice';
import { clinic, job, server } from './__testUtils__/entities';
import { dumpOf, FakeEngine } from './__testUtils__/FakeEngine';
import { Place, stamp } from './__testUtils__/Place';
import { TestConsole } from './__testUtils__/TestConsole';

jest.setTimeout(120_000);

const run = promisify(execFile);
const LAKESIDE = 'backupjob:default/lakeside';
const path = (ref: string, rest = '') =>
  `/jobs/${encodeURIComponent(ref)}${rest}`;
const vendor: VendorEntity = {
  apiVersion: 'emr-backup/v1',
  kind: 'Vendor',
  metadata: { name: 'infomedic', title: 'Infomedic' },
  spec: {
    owner: 'group:default/it-west',
    type: 'emr',
    contacts: [
      { role: 'account', email: 'sales@infomedic.example' },
      { role: 'escalation', email: 'desk@infomedic.example' },
    ],
  },
};
const entities = [
  vendor,
  clinic('lakeside'),
  server('lakeside-emr', 'lakeside'),
  job('lakeside', 'lakeside-emr'),
  job('stale', 'lakeside-emr'),
];

describe('alarms and heartbeats of the backend', () => {
  let place: Place;
  let engine: FakeEngine;
  let office: PostOffice;
  let target: TestConsole;
  let watcher: Server;
  const exporter = new InMemoryMetricExporter(
    AggregationTemporality.CUMULATIVE,
  );
  const reader = new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: 3_600_000,
  });
  const provider = new MeterProvider({ readers: [reader] });
  const pinged: string[] = [];
  const signals: { channel: string; message: unknown }[] = [];
  const events: { topic: string; payload: unknown }[] = [];
  const audited: string[] = [];
  const sent: { title: string; to: string }[] = [];
  const denied: string[] = [];

  beforeAll(async () => {
    metrics.setGlobalMeterProvider(provider);
    place = await Place.make();
    engine = new FakeEngine();
    office = await PostOffice.open();
    watcher = createServer((request, response) => {
      pinged.push(`${request.method} ${request.url}`);
      response.end();
    });
    await new Promise<void>(done => watcher.listen(0, '127.0.0.1', done));
    const port = (watcher.address() as AddressInfo).port;
    await place.write(`shelf/lakeside/emr-${stamp(2)}.sql`, dumpOf(13));
    await place.write(`shelf/stale/emr-${stamp(80)}.sql`, dumpOf(5));
    const auditor = mockServices.auditor.mock({
      createEvent: async ({ eventId }) => ({
        success: async () => {
          audited.push(`${eventId} succeeded`);
        },
        fail: async () => {
          audited.push(`${eventId} failed`);
        },
      }),
    });
    target = await TestConsole.start({
      place,
      engine,
      entities,
      denied,
      config: {
        mail: {
          host: '127.0.0.1',
          port: office.port,
          from: 'backup@console.example',
        },
        ping: { url: `http://127.0.0.1:${port}/ping/secret` },
      },
      features: [
        auditor.factory,
        createServiceFactory({
          service: notificationService,
          deps: {},
          factory: () => ({
            send: async ({ recipients, payload }) => {
              if (recipients.type === 'entity')
                sent.push({
                  title: payload.title,
                  to: String(recipients.entityRef),
                });
            },
          }),
        }),
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => ({
            publish: async ({ channel, message }) => {
              signals.push({ channel, message });
            },
          }),
        }),
        eventsRecorder(events),
      ],
    });
  });

  afterAll(async () => {
    engine.release();
    await target?.stop();
    await office.close();
    watcher.close();
    metrics.disable();
    await provider.shutdown();
    await place.remove();
  });

  beforeEach(() => {
    denied.length = 0;
  });

  const open = async (query = '') => {
    const response = await target.get(`/alarms${query}`);
    expect(response.status).toBe(200);
    return alarmPageSchema.parse(response.body);
  };

  it('tells of a late backup: to the owner, to the desk of the vendor, to pages and to plugins', async () => {
    await target.alarmRound();
    const { items, totalItems } = await open();
    expect(totalItems).toBe(1);
    expect(items[0]).toMatchObject({
      kind: 'backup-late',
      title: 'Backup late: Nightly stale',
    });
    expect(sent).toEqual([
      { title: 'Backup late: Nightly stale', to: 'group:default/it-west' },
    ]);
    expect(office.received.map(({ to, subject }) => [to, subject])).toEqual([
      [['desk@infomedic.example'], '[EMR Backup] Backup late: Nightly stale'],
    ]);
    const message = { alarmId: items[0].id, change: 'raised' };
    expect(signals).toContainEqual({ channel: 'emr-backup:alarm', message });
    expect(events).toContainEqual({
      topic: 'emr-backup.alarm',
      payload: message,
    });
    const shown = await target.get(
      `/clinics/${encodeURIComponent('clinic:default/lakeside')}`,
    );
    expect(clinicStatusSchema.parse(shown.body).openAlarms).toBe(1);
    const one = await target.get(`/alarms/${items[0].id}`);
    expect(alarmSchema.parse(one.body)).toEqual(items[0]);
    expect((await target.get('/alarms/nothing')).status).toBe(404);
    expect((await open('?kind=hollow')).totalItems).toBe(0);
    expect((await target.get('/alarms?state=odd')).status).toBe(400);
  });

  it('reports its metrics to whoever has set up OpenTelemetry', async () => {
    await reader.forceFlush();
    const [{ scopeMetrics }] = exporter.getMetrics();
    const ours = scopeMetrics.find(({ scope }) => scope.name === 'emr-backup');
    const counted = ours?.metrics.find(
      ({ descriptor }) => descriptor.name === 'emr_backup_open_alarms',
    );
    const late = counted?.dataPoints.find(
      ({ attributes }) => attributes.kind === 'backup-late',
    );
    expect(late?.value).toBe(1);
  });

  it('takes an acknowledgement with a name and a reason, and audits it', async () => {
    const [{ id }] = (await open()).items;
    const refused = await target.post(`/alarms/${id}/acknowledge`, {
      reason: ' ',
    });
    expect(refused.status).toBe(400);
    denied.push('emr-backup.alarm.acknowledge');
    const forbidden = await target.post(`/alarms/${id}/acknowledge`, {
      reason: 'I know.',
    });
    expect(forbidden.status).toBe(403);
    denied.length = 0;
    const response = await target.post(`/alarms/${id}/acknowledge`, {
      reason: 'The disk is on its way.',
    });
    expect(response.status).toBe(200);
    expect(alarmSchema.parse(response.body).acknowledged).toEqual({
      by: 'user:default/mock',
      at: expect.any(String),
      reason: 'The disk is on its way.',
    });
    expect(audited).toContain('alarm-acknowledge succeeded');
    expect(signals).toContainEqual({
      channel: 'emr-backup:alarm',
      message: { alarmId: id, change: 'acknowledged' },
    });
  });

  it('tells of each step of a drill by signal and event, audits who began it, and pings the watcher once it passed', async () => {
    const drill = await target.startDrill(LAKESIDE);
    expect((await target.ended(drill.id)).outcome).toBe('passed');
    const told = signals
      .filter(({ channel }) => channel === 'emr-backup:drill')
      .map(({ message }) => message);
    const message = (state: string) => ({
      drillId: drill.id,
      jobRef: LAKESIDE,
      state,
    });
    expect(told[0]).toEqual(message('queued'));
    expect(told).toContainEqual(message('running'));
    // The last word is told right after the drill is written down as finished.
    while (!signals.some(({ message: said }) => isFinished(said)))
      await new Promise(resolve => setTimeout(resolve, 20));
    expect(
      events
        .filter(({ topic }) => topic === 'emr-backup.drill')
        .map(({ payload }) => payload),
    ).toEqual(
      signals
        .filter(({ channel }) => channel === 'emr-backup:drill')
        .map(({ message: said }) => said),
    );
    expect(audited).toContain('drill-start succeeded');
    expect((await target.post(`/drills/${drill.id}/cancel`)).status).toBe(409);
    expect(audited).toContain('drill-cancel failed');
    await target.alarmRound();
    await target.alarmRound();
    expect(pinged).toEqual(['POST /ping/secret']);
  });

  describe('a heartbeat', () => {
    const token = async (ref = LAKESIDE) => {
      const response = await target.post(path(ref, '/heartbeat-tokens'));
      expect(response.status).toBe(201);
      return heartbeatTokenSchema.parse(response.body);
    };
    const status = async () =>
      heartbeatStatusSchema.parse(
        (await target.get(path(LAKESIDE, '/heartbeat'))).body,
      );
    const beat = (bearer: string, query: string) =>
      target
        .post(path(LAKESIDE, `/heartbeat${query}`))
        .set('Authorization', `Bearer ${bearer}`);

    it('is taken from one line of curl, and makes nothing green', async () => {
      const { id, token: secret } = await token('backupjob:default/stale');
      expect(audited).toContain('heartbeat-token-create succeeded');
      const url = await target.url(
        path('backupjob:default/stale', '/heartbeat'),
      );
      const { stdout } = await run('curl', [
        ...['-fsS', '-m', '10', '-X', 'POST'],
        ...['-H', `Authorization: Bearer ${secret}`],
        `${url}?event=success&bytes=123456&durationSeconds=61`,
      ]);
      expect(stdout).toBe('');
      const response = await target.get(path('backupjob:default/stale'));
      const shown = jobStatusSchema.parse(response.body);
      expect(shown.heartbeat).toBe('up');
      expect(shown.standing).toBe('overdue');
      expect(shown.reasons.map(({ code }) => code)).toContain('never-proven');
      const seen = await target.get(
        path('backupjob:default/stale', '/heartbeat'),
      );
      expect(heartbeatStatusSchema.parse(seen.body)).toMatchObject({
        state: 'up',
        last: { event: 'success', bytes: 123456, durationSeconds: 61 },
        tokens: [{ id, createdBy: 'user:default/mock' }],
      });
    });

    it('is taken as JSON and as a form too', async () => {
      const { token: secret } = await token();
      expect((await status()).state).toBe('new');
      expect((await beat(secret, '').send({ event: 'start' })).status).toBe(
        204,
      );
      const form = await beat(secret, '').type('form').send('event=failure');
      expect(form.status).toBe(204);
      expect(await status()).toMatchObject({
        state: 'down',
        last: { event: 'failure' },
      });
      await target.alarmRound();
      expect((await open('?kind=heartbeat-failed')).items[0].title).toBe(
        'Backup job reports a failure: Nightly lakeside',
      );
      await beat(secret, '?event=success');
      await target.alarmRound();
      expect((await open('?kind=heartbeat-failed')).items).toEqual([]);
    });

    it('with a wrong token is refused without a word about the job', async () => {
      const answers = [];
      for (const [ref, header] of [
        [LAKESIDE, 'Bearer wrong'],
        ['backupjob:default/nothing', 'Bearer wrong'],
        ['no-ref', 'Bearer wrong'],
        [LAKESIDE, mockCredentials.none.header()],
        [LAKESIDE, mockCredentials.user.header()],
      ]) {
        const response = await target
          .post(path(ref, '/heartbeat?event=success'))
          .set('Authorization', header);
        answers.push([response.status, response.body.error.message]);
      }
      expect(new Set(answers.map(answer => JSON.stringify(answer)))).toEqual(
        new Set([JSON.stringify([401, 'The heartbeat token is not valid.'])]),
      );
      const read = await target
        .get(path(LAKESIDE, '/heartbeat'))
        .set('Authorization', mockCredentials.none.header());
      expect(read.status).toBe(401);
    });

    it('with a revoked token is refused', async () => {
      const { id, token: secret } = await token();
      const revoked = await target.delete(
        path(LAKESIDE, `/heartbeat-tokens/${id}`),
      );
      expect(revoked.status).toBe(204);
      expect(audited).toContain('heartbeat-token-revoke succeeded');
      expect((await beat(secret, '?event=success')).status).toBe(401);
    });

    it('that cannot be read is told what is wrong, and a large or frequent one is turned away', async () => {
      const { token: secret } = await token();
      const odd = await beat(secret, '?event=perhaps');
      expect(odd.status).toBe(400);
      expect(odd.body.error.message).toContain('"event" is "perhaps"');
      const large = await beat(secret, '').send({ event: 'x'.repeat(5000) });
      expect(large.status).toBe(413);
      let last = 204;
      for (let call = 0; call < 30 && last === 204; call += 1)
        last = (await beat(secret, '?event=success')).status;
      expect(last).toBe(429);
    });

    it('needs a job and the permission to make a token for', async () => {
      const unknown = await target.post(
        path('backupjob:default/nothing', '/heartbeat-tokens'),
      );
      expect(unknown.status).toBe(404);
      denied.push('emr-backup.heartbeat.manage');
      const refused = await target.post(path(LAKESIDE, '/heartbeat-tokens'));
      expect(refused.status).toBe(403);
    });
  });
});

function isFinished(message: unknown): boolean {
  return Object(message).state === 'finished';
}

function eventsRecorder(events: { topic: string; payload: unknown }[]) {
  return mockServices.events.mock({
    publish: async ({ topic, eventPayload }) => {
      events.push({ topic, payload: eventPayload });
    },
    subscribe: async () => {},
  }).factory;
}
