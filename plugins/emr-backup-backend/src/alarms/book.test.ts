import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { DATABASES } from '../__testUtils__/databases';
import { openDatabase } from '../database';
import { Book, OWNER, policyOf, VENDOR_DESK } from './__testUtils__/Book';
import { PostOffice } from './__testUtils__/PostOffice';
import { deadStore, worried, worry } from './__testUtils__/worries';

jest.setTimeout(120_000);

const START = Date.UTC(2026, 10, 22, 15, 0);
const at = (minutes: number) => new Date(START + minutes * 60_000);
const LATE = [worried('lakeside', [worry('lakeside', 'backup-late')])];
const FINE = [worried('lakeside', [])];
const MANAGERS = 'group:default/managers';
const ON_CALL = 'on-call@clinics.example';

describe.each(DATABASES)('the alarm book in %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  let knex: Knex;
  let office: PostOffice;
  const books: Book[] = [];

  beforeEach(async () => {
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    office = await PostOffice.open();
  });

  afterEach(async () => {
    for (const book of books.splice(0)) book.close();
    await office.close();
  });

  const bookWith = (alarms: object = {}) => {
    const book = new Book(knex, office, policyOf(alarms));
    books.push(book);
    return book;
  };
  const subjects = (address: string) =>
    office.lettersTo(address).map(({ subject }) => subject);
  const titles = (book: Book) => book.sent.map(({ title }) => title);

  it('tells the owner and the vendor of a cause once, however often it is seen, and of its end', async () => {
    const book = bookWith();
    for (const minute of [0, 1, 2, 60]) await book.tick(at(minute), LATE);
    const [alarm] = await book.open();
    expect(alarm).toMatchObject({
      kind: 'backup-late',
      severity: 'high',
      title: 'Backup late: lakeside nightly',
      message: 'Something is wrong with lakeside: backup-late.',
      jobs: [{ ref: 'backupjob:default/lakeside', title: 'lakeside nightly' }],
      clinics: [{ ref: 'clinic:default/lakeside', title: 'Clinic lakeside' }],
      firstSeenAt: at(0).toISOString(),
      lastSeenAt: at(60).toISOString(),
      resolvedAt: null,
    });
    expect(alarm.deliveries).toEqual([
      {
        message: 'raised',
        channel: 'email',
        to: VENDOR_DESK,
        state: 'sent',
        attempts: 1,
        at: at(0).toISOString(),
        problem: null,
      },
      expect.objectContaining({
        message: 'raised',
        channel: 'notification',
        to: OWNER,
        state: 'sent',
      }),
    ]);
    expect(book.sent).toEqual([
      {
        to: OWNER,
        title: 'Backup late: lakeside nightly',
        description:
          'Something is wrong with lakeside: backup-late. Clinic: Clinic lakeside. Backup job: lakeside nightly. Seen since 22 Nov 2026, 10:00 EST.',
        link: '/catalog/default/backupjob/lakeside',
        severity: 'high',
        topic: 'emr-backup.alarm',
        scope: `emr-alarm-${alarm.id}`,
      },
    ]);
    expect(subjects(VENDOR_DESK)).toEqual([
      '[EMR Backup] Backup late: lakeside nightly',
    ]);

    await book.tick(at(90), FINE);
    await book.tick(at(91), FINE);
    expect(await book.open()).toEqual([]);
    expect((await book.resolved())[0].resolvedAt).toBe(at(90).toISOString());
    expect(titles(book)).toEqual([
      'Backup late: lakeside nightly',
      'Recovered: Backup late: lakeside nightly',
    ]);
    expect(subjects(VENDOR_DESK)).toHaveLength(2);
    const [raised, recovered] = office.lettersTo(VENDOR_DESK);
    expect(recovered.subject).toBe(
      '[EMR Backup] Recovered: Backup late: lakeside nightly',
    );
    expect(recovered.text).toContain(
      'Seen from 22 Nov 2026, 10:00 EST to 22 Nov 2026, 11:30 EST; it is over.',
    );
    expect(raised.text).toContain(
      'https://console.example/catalog/default/backupjob/lakeside',
    );
    expect(raised.raw).toContain(
      `References: <emr-alarm-${alarm.id}@emr-backup>`,
    );
    expect(book.signals.map(({ change }) => change)).toEqual([
      'raised',
      'resolved',
    ]);
    expect(book.events).toEqual(book.signals);
    expect(book.events[0].alarmId).toBe(alarm.id);
  });

  it('raises the same cause anew after it was over', async () => {
    const book = bookWith();
    await book.tick(at(0), LATE);
    await book.tick(at(1), FINE);
    await book.tick(at(2), LATE);
    expect(await book.open()).toHaveLength(1);
    expect(await book.resolved()).toHaveLength(1);
    expect(titles(book)).toHaveLength(3);
  });

  it('makes one message a recipient of forty clinics behind one dead store', async () => {
    const book = bookWith();
    const clinics = Array.from({ length: 40 }, (_, index) =>
      worried(
        `clinic-${String(index).padStart(2, '0')}`,
        [deadStore('toronto-dc', at(0).toISOString())],
        index < 25 ? {} : { owner: 'group:default/it-east', operatedBy: null },
      ),
    );
    await book.tick(at(5), clinics);
    expect(await book.open()).toEqual([]);
    for (const minute of [15, 16, 17]) await book.tick(at(minute), clinics);
    const [alarm, ...more] = await book.open();
    expect(more).toEqual([]);
    expect(alarm).toMatchObject({
      kind: 'store-unreachable',
      title: 'Store cannot be reached: toronto-dc (40 backup jobs)',
      store: 'toronto-dc',
    });
    expect(alarm.clinics).toHaveLength(40);
    expect(book.sent.map(({ to, title }) => [to, title])).toEqual(
      expect.arrayContaining([
        [
          'group:default/it-west',
          'Store cannot be reached: toronto-dc (25 backup jobs)',
        ],
        [
          'group:default/it-east',
          'Store cannot be reached: toronto-dc (15 backup jobs)',
        ],
      ]),
    );
    expect(book.sent).toHaveLength(2);
    const east = book.sent.find(({ to }) => to === 'group:default/it-east');
    expect(east?.description).toContain('Clinic clinic-25');
    expect(east?.description).not.toContain('Clinic clinic-24');
    expect(office.received).toHaveLength(1);
    expect(office.received[0].text).toContain('Clinic clinic-00');
    expect(office.received[0].text).not.toContain('Clinic clinic-39');

    const joined = [
      ...clinics,
      worried('late-comer', [deadStore('toronto-dc', at(20).toISOString())]),
    ];
    await book.tick(at(30), joined);
    expect(book.sent).toHaveLength(2);
    const stranger = worried(
      'stranger',
      [deadStore('toronto-dc', at(20).toISOString())],
      { owner: 'group:default/it-north', operatedBy: null },
    );
    await book.tick(at(31), [...joined, stranger]);
    expect(book.sent.map(({ to }) => to)).toEqual([
      expect.any(String),
      expect.any(String),
      'group:default/it-north',
    ]);

    await book.tick(at(60), []);
    expect(titles(book).slice(3).sort()).toEqual([
      'Recovered: Store cannot be reached: toronto-dc (1 backup job)',
      'Recovered: Store cannot be reached: toronto-dc (15 backup jobs)',
      'Recovered: Store cannot be reached: toronto-dc (26 backup jobs)',
    ]);
  });

  it('tells those who joined a dead store by the digest, when one is configured', async () => {
    const book = bookWith({ digest: 'PT1H' });
    const first = worried('one', [deadStore('dc', at(0).toISOString())]);
    const second = worried('two', [deadStore('dc', at(0).toISOString())]);
    await book.tick(at(15), [first]);
    await book.tick(at(20), [first, second]);
    await book.tick(at(21), [first, second]);
    expect(book.sent).toHaveLength(1);
    await book.tick(at(76), [first, second]);
    await book.tick(at(77), [first, second]);
    expect(titles(book)).toEqual([
      'Store cannot be reached: dc (1 backup job)',
      'Store cannot be reached: dc (2 backup jobs)',
    ]);
  });

  it('neither raises nor closes what only a look into a dead store could tell', async () => {
    const book = bookWith();
    const dead = deadStore('shelf', at(0).toISOString());
    await book.tick(at(0), LATE);
    await book.tick(at(20), [worried('lakeside', [dead])]);
    expect((await book.open()).map(({ kind }) => kind).sort()).toEqual([
      'backup-late',
      'store-unreachable',
    ]);
    await book.tick(at(40), FINE);
    expect(await book.open()).toEqual([]);
  });

  it('puts what is told of many jobs at once into one letter a recipient', async () => {
    const book = bookWith();
    await book.tick(
      at(0),
      ['one', 'two', 'three'].map(name =>
        worried(name, [worry(name, 'heartbeat-down')]),
      ),
    );
    expect(await book.open()).toHaveLength(3);
    expect(titles(book)).toEqual(['No report from the backup job: 3 alarms']);
    expect(book.sent[0].description).toContain('two nightly');
    expect(subjects(VENDOR_DESK)).toEqual([
      '[EMR Backup] No report from the backup job: 3 alarms',
    ]);
  });

  it('tells of a failed drill alone, with its page, and again when a later drill fails', async () => {
    const book = bookWith({ quietHours: { window: '00:00-23:59' } });
    const failing = (drillId: string) => [
      worried('one', [worry('one', 'drill-failed', { drillId })]),
      worried('two', [worry('two', 'drill-failed', { drillId: 'd-2' })]),
    ];
    await book.tick(at(0), failing('d-1'));
    expect(book.sent.map(({ link, severity }) => [link, severity])).toEqual(
      expect.arrayContaining([
        ['/emr-backup/drills/d-1', 'critical'],
        ['/emr-backup/drills/d-2', 'critical'],
      ]),
    );
    expect(book.sent).toHaveLength(2);
    await book.tick(at(10), failing('d-3'));
    expect(book.sent).toHaveLength(3);
    expect(book.sent[2].link).toBe('/emr-backup/drills/d-3');
    expect(await book.open()).toHaveLength(2);
  });

  it('never tells the vendor of what is ours to mend, nor calls an error a bad backup', async () => {
    const book = bookWith();
    await book.tick(at(0), [
      worried('lakeside', [
        worry('lakeside', 'drill-error', {
          message: '2 drills in a row could not judge the backup.',
          drillId: 'd-9',
        }),
        worry('lakeside', 'key-missing', { cause: 'key:lakeside' }),
        worry('lakeside', 'drill-overdue'),
      ]),
    ]);
    expect(titles(book)).toHaveLength(3);
    expect(office.received).toEqual([]);
    const error = book.sent.find(({ link }) => link?.endsWith('/d-9'));
    expect(error?.title).toBe(
      'Drills cannot judge the backup: lakeside nightly',
    );
    expect(`${error?.title} ${error?.description}`).not.toMatch(/bad|failed/i);
  });

  describe('escalation', () => {
    const escalation = { after: 'PT2H', to: [MANAGERS, ON_CALL] };

    it('goes to those configured once nobody acknowledged in time', async () => {
      const book = bookWith({ escalation });
      await book.tick(at(0), LATE);
      await book.tick(at(119), LATE);
      expect(book.sent).toHaveLength(1);
      await book.tick(at(120), LATE);
      await book.tick(at(121), LATE);
      expect(book.sent.slice(1).map(({ to, title }) => [to, title])).toEqual([
        [MANAGERS, 'Still open: Backup late: lakeside nightly'],
      ]);
      expect(subjects(ON_CALL)).toEqual([
        '[EMR Backup] Still open: Backup late: lakeside nightly',
      ]);
      expect((await book.open())[0].escalatedAt).toBe(at(120).toISOString());
      await book.tick(at(130), FINE);
      expect(
        book.sent
          .slice(2)
          .map(({ to }) => to)
          .sort(),
      ).toEqual([OWNER, MANAGERS].sort());
      expect(subjects(ON_CALL)).toHaveLength(2);
      expect(book.signals.map(({ change }) => change)).toEqual([
        'raised',
        'escalated',
        'resolved',
      ]);
    });

    it('is silenced by an acknowledgement, the recovery is not', async () => {
      const book = bookWith({ escalation });
      await book.tick(at(0), LATE);
      const [{ id: alarmId }] = await book.open();
      const known = await book.alarms.acknowledge(
        alarmId,
        { by: 'user:default/robin', reason: 'The line is being mended.' },
        at(30),
      );
      expect(known.acknowledged).toEqual({
        by: 'user:default/robin',
        at: at(30).toISOString(),
        reason: 'The line is being mended.',
      });
      await book.tick(at(300), LATE);
      expect(book.sent).toHaveLength(1);
      await book.tick(at(310), FINE);
      expect(titles(book)).toHaveLength(2);
      await expect(
        book.alarms.acknowledge(
          alarmId,
          { by: 'user:default/robin', reason: 'Too late.' },
          at(311),
        ),
      ).rejects.toMatchObject({ name: 'ConflictError' });
    });

    it('begins anew when the alarm becomes worse, acknowledged or not', async () => {
      const book = bookWith({ escalation });
      await book.tick(at(0), LATE);
      const [{ id: alarmId }] = await book.open();
      const by = { by: 'user:default/robin', reason: 'I know.' };
      await book.alarms.acknowledge(alarmId, by, at(1));
      const gone = [worried('lakeside', [worry('lakeside', 'backup-missing')])];
      await book.tick(at(10), gone);
      const [alarm] = await book.open();
      expect(alarm).toMatchObject({
        id: alarmId,
        kind: 'backup-missing',
        severity: 'critical',
        acknowledged: null,
        firstSeenAt: at(0).toISOString(),
      });
      expect(titles(book)[1]).toBe('No backup: lakeside nightly');
      await book.tick(at(129), gone);
      expect(book.sent).toHaveLength(2);
      await book.tick(at(130), gone);
      expect(titles(book)[2]).toBe('Still open: No backup: lakeside nightly');
      // Back to merely late is no recovery and no new alarm.
      await book.tick(at(140), LATE);
      expect(book.sent).toHaveLength(3);
      expect((await book.open())[0].kind).toBe('backup-late');
    });

    it('is told at once of a job nobody owns', async () => {
      const book = bookWith({ escalation });
      await book.tick(at(0), [
        worried('orphan', [worry('orphan', 'backup-late')], {
          owner: null,
          operatedBy: null,
        }),
      ]);
      expect(book.sent.map(({ to }) => to)).toEqual([MANAGERS]);
      expect(subjects(ON_CALL)).toHaveLength(1);
    });
  });

  describe('delivery', () => {
    it('is tried again with growing pauses, recorded, and given up in the end', async () => {
      const book = bookWith();
      office.refuseWith = 451;
      book.notificationsDown = true;
      await book.tick(at(0), LATE);
      const failed = async () => (await book.open())[0].deliveries;
      expect(await failed()).toEqual([
        expect.objectContaining({
          channel: 'email',
          state: 'waiting',
          attempts: 1,
          problem: 'The mail server refused the message (451).',
        }),
        expect.objectContaining({
          channel: 'notification',
          state: 'waiting',
          attempts: 1,
          problem:
            'The notifications of Backstage did not take it (TypeError).',
        }),
      ]);
      await book.tick(at(0.5), LATE);
      expect((await failed())[0].attempts).toBe(1);
      await book.tick(at(1), LATE);
      expect((await failed())[0].attempts).toBe(2);
      book.notificationsDown = false;
      await book.tick(at(3), LATE);
      expect(book.sent).toHaveLength(1);
      for (let minute = 4; minute < 600; minute += 10)
        await book.tick(at(minute), LATE);
      expect(await failed()).toEqual([
        expect.objectContaining({ state: 'failed', attempts: 10 }),
        expect.objectContaining({ state: 'sent', attempts: 3, problem: null }),
      ]);
      office.refuseWith = undefined;
      await book.tick(at(700), FINE);
      // Who never heard of it needs no recovery.
      expect(office.received).toEqual([]);
      expect(book.sent).toHaveLength(2);
    });

    it('catches up when the mail server is back', async () => {
      const book = bookWith();
      await office.close();
      await book.tick(at(0), LATE);
      expect((await book.open())[0].deliveries[0].problem).toMatch(
        /^The mail server could not be used \(E[A-Z]+\)\.$/,
      );
      const reopened = await PostOffice.open();
      const other = new Book(knex, reopened);
      books.push(other);
      await other.tick(at(2), LATE);
      expect(reopened.lettersTo(VENDOR_DESK)).toHaveLength(1);
      expect((await book.open())[0].deliveries[0]).toMatchObject({
        state: 'sent',
        attempts: 2,
        problem: null,
      });
      await reopened.close();
      office = await PostOffice.open();
    });

    it('goes on where a killed process left off', async () => {
      const book = bookWith();
      await book.decide(at(0), LATE);
      const claimed = await book.outbox.claim(at(0));
      expect(claimed).toHaveLength(2);
      await book.courier.deliver(at(9));
      expect(book.sent).toEqual([]);
      await book.courier.deliver(at(11));
      expect(book.sent).toHaveLength(1);
    });

    it('tells of an alarm that is over before it could be told only that', async () => {
      const book = bookWith();
      await book.decide(at(0), LATE);
      await book.decide(at(5), FINE);
      await book.courier.deliver(at(6));
      expect(titles(book)).toEqual([
        'Recovered: Backup late: lakeside nightly',
      ]);
      expect(office.received).toHaveLength(1);
      const [alarm] = await book.resolved();
      expect(alarm.deliveries.map(({ state }) => state)).toEqual([
        'sent',
        'sent',
        'sent',
        'sent',
      ]);
    });
  });

  describe('quiet hours', () => {
    const quietHours = {
      window: '22:00-07:00',
      timezone: 'America/Toronto',
    };
    const local = (text: string) => new Date(text);

    it('hold what can wait until they end', async () => {
      const book = bookWith({ quietHours });
      await book.tick(local('2026-11-22T23:30:00-05:00'), LATE);
      expect((await book.open())[0].deliveries[0].state).toBe('held');
      await book.tick(local('2026-11-23T06:59:00-05:00'), LATE);
      expect(book.sent).toEqual([]);
      expect(office.received).toEqual([]);
      await book.tick(local('2026-11-23T07:00:00-05:00'), LATE);
      expect(book.sent).toHaveLength(1);
      expect(office.received).toHaveLength(1);
      expect((await book.open())[0].deliveries[0].state).toBe('sent');
    });

    it.each(['drill-failed', 'hollow', 'self-test-missed'] as const)(
      'never hold %s',
      async kind => {
        const book = bookWith({ quietHours });
        await book.tick(local('2026-11-23T03:00:00-05:00'), [
          worried('lakeside', [worry('lakeside', kind)]),
        ]);
        expect(book.sent).toHaveLength(1);
      },
    );

    it.each([
      // The night the clocks go forward has one hour less, the one they go back one more.
      ['2026-03-07T23:00:00-05:00', '2026-03-08T07:00:00-04:00'],
      ['2026-10-31T23:00:00-04:00', '2026-11-01T07:00:00-05:00'],
    ])('that begin before %s end at %s', async (evening, morning) => {
      const book = bookWith({ quietHours });
      await book.tick(local(evening), LATE);
      const end = local(morning).getTime();
      await book.courier.deliver(new Date(end - 60_000));
      expect(book.sent).toEqual([]);
      await book.courier.deliver(new Date(end));
      expect(book.sent).toHaveLength(1);
    });
  });

  it('tells once when two replicas tick at the same time', async () => {
    const replicas = [bookWith(), bookWith()];
    for (const minute of [0, 1])
      await Promise.all(replicas.map(book => book.tick(at(minute), LATE)));
    await Promise.all(replicas.map(book => book.tick(at(2), FINE)));
    // Either of them may have told either.
    const told = replicas.flatMap(book => titles(book)).sort();
    expect(told).toEqual([
      'Backup late: lakeside nightly',
      'Recovered: Backup late: lakeside nightly',
    ]);
    expect(subjects(VENDOR_DESK)).toHaveLength(2);
    const signals = replicas.flatMap(book => book.signals);
    const changes = signals.map(({ change }) => change).sort();
    expect(changes).toEqual(['raised', 'resolved']);
    expect(await replicas[0].resolved()).toHaveLength(1);
  });

  it('does not raise on facts that are older than the end of the alarm', async () => {
    const [quick, slow] = [bookWith(), bookWith()];
    await quick.tick(at(0), LATE);
    await quick.tick(at(5), FINE);
    await slow.tick(at(4), LATE);
    expect(await slow.open()).toEqual([]);
    expect(slow.sent).toEqual([]);
  });

  it('lists, filters, counts and forgets', async () => {
    const book = bookWith();
    await book.tick(at(0), [
      worried('one', [worry('one', 'backup-late'), worry('one', 'hollow')]),
      worried('two', [worry('two', 'vendors-word')]),
    ]);
    expect((await book.open()).map(({ kind }) => kind)).toEqual([
      'hollow',
      'backup-late',
      'vendors-word',
    ]);
    const list = async (query: object) => {
      const page = await book.alarms.list({
        state: 'open',
        limit: 50,
        offset: 0,
        ...query,
      });
      return [page.items.map(({ kind }) => kind), page.totalItems];
    };
    expect(await list({ job: 'backupjob:default/two' })).toEqual([
      ['vendors-word'],
      1,
    ]);
    expect(await list({ clinic: 'clinic:default/one', limit: 1 })).toEqual([
      ['hollow'],
      2,
    ]);
    expect(await list({ kind: 'hollow' })).toEqual([['hollow'], 1]);
    expect(await list({ offset: 2 })).toEqual([['vendors-word'], 3]);
    expect(
      await book.alarms.openOf([
        'backupjob:default/one',
        'backupjob:default/none',
      ]),
    ).toEqual(new Map([['backupjob:default/one', 2]]));
    expect((await book.alarms.openByKind()).get('hollow')).toBe(1);
    await book.tick(at(10), []);
    await book.alarms.forgetResolvedBefore(at(11).toISOString());
    expect(await book.resolved()).toEqual([]);
    expect(await knex('emr_alarm_jobs')).toEqual([]);
    expect(await knex('emr_alarm_deliveries')).toEqual([]);
    await expect(book.alarms.get('nothing')).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });
});
