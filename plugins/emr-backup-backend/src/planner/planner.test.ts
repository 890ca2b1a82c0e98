import { tell } from '@emr-backup/plugin-emr-backup-common';
import { catchUp, wasAway } from './catchUp';
import { chooseDrills, type ActiveDrill } from './chooseDrills';
import { Calendar } from './Calendar';
import { estimateDrill } from './estimate';
import { poolBudget } from './poolBudget';
import { simulate, type SimulatedJob } from './simulate';
import type { RememberedRhythm } from './Timetable';
import { byTurn, type WaitingDrill } from './turns';

const START = Date.parse('2026-11-23T01:00:00.000Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const limits = { perClinic: 1, perVendor: 8, perStore: 8 };

const waiting = (
  jobRef: string,
  more: Partial<WaitingDrill> = {},
): WaitingDrill => ({
  jobRef,
  clinic: `clinic of ${jobRef}`,
  vendor: null,
  store: null,
  pool: 'default',
  engine: null,
  dueAt: START,
  provenAt: START - 30 * DAY,
  expectedSeconds: 60,
  ...more,
});
const names = (drills: readonly { jobRef: string }[]) =>
  drills.map(({ jobRef }) => jobRef);

describe('the order of turns', () => {
  const ordered = (...drills: WaitingDrill[]) => names(drills.sort(byTurn));

  it('is by due time, the oldest proof first among those due together', () => {
    expect(
      ordered(
        waiting('later', { dueAt: START + HOUR }),
        waiting('young', { provenAt: START - DAY }),
        waiting('old', { provenAt: START - 90 * DAY }),
        waiting('never', { provenAt: 0 }),
      ),
    ).toEqual(['never', 'old', 'young', 'later']);
  });

  it('lets short drills go before a long one, for four times its length', () => {
    const long = waiting('long', { expectedSeconds: 2 * 3600 });
    expect(
      ordered(
        long,
        waiting('short', { dueAt: START + 7 * HOUR }),
        waiting('too late', { dueAt: START + 9 * HOUR }),
      ),
    ).toEqual(['short', 'long', 'too late']);
  });

  it('lets nobody wait longer than twelve hours for those that came later', () => {
    const huge = waiting('huge', { expectedSeconds: 30 * 3600 });
    expect(
      ordered(waiting('next', { dueAt: START + 13 * HOUR }), huge),
    ).toEqual(['huge', 'next']);
  });
});

describe('which drills are queued now', () => {
  const choose = (
    due: WaitingDrill[],
    options: {
      places?: number;
      hasShort?: boolean;
      active?: ActiveDrill[];
      limits?: Partial<typeof limits>;
    } = {},
  ) =>
    names(
      chooseDrills(due, {
        active: options.active ?? [],
        limits: { ...limits, ...options.limits },
        pools: new Map([
          [
            'default',
            {
              places: options.places ?? 1,
              hasShort: options.hasShort ?? true,
            },
          ],
        ]),
      }),
    );
  const many = (count: number, more: Partial<WaitingDrill> = {}) =>
    Array.from({ length: count }, (_, index) =>
      waiting(`job-${String(index).padStart(2, '0')}`, more),
    );
  const running = (more: Partial<WaitingDrill> = {}): ActiveDrill => ({
    ...waiting('active', more),
    state: 'running',
  });

  it('are those that run at once and one that waits for each place', () => {
    expect(choose(many(10), { places: 2 })).toEqual([
      'job-00',
      'job-01',
      'job-02',
      'job-03',
    ]);
    expect(choose(many(10), { active: [running(), running()] })).toEqual([]);
  });

  it('are more when they are short, so that no place is empty until the next look', () => {
    expect(choose(many(50, { expectedSeconds: 5 }))).toHaveLength(7);
    expect(choose(many(50, { expectedSeconds: 0.1 }))).toHaveLength(21);
  });

  it('are none in a pool nobody serves', () => {
    expect(choose([waiting('a', { pool: 'north' })])).toEqual([]);
  });

  it.each([
    ['clinic', { clinic: 'lakeside' }, { perClinic: 1 }, 1],
    ['vendor', { vendor: 'infomedic' }, { perVendor: 2 }, 2],
    ['store', { store: 'toronto-dc' }, { perStore: 3 }, 3],
  ])('are no more of one %s than its limit allows', (_, same, limit, most) => {
    const due = [...many(5, same), waiting('other')];
    const chosen = choose(due, { places: 8, limits: limit });
    expect(chosen).toHaveLength(most + 1);
    expect(chosen).toContain('other');
    const active = [running(same)];
    expect(choose(due, { places: 8, limits: limit, active })).toHaveLength(
      most,
    );
  });

  it('leave one place free of long drills, where short ones run too', () => {
    const long = { expectedSeconds: 2 * 3600, dueAt: START - 2 * DAY };
    const due = [...many(4, long), waiting('short')];
    expect(choose(due, { places: 3 })).toEqual(['job-00', 'job-01', 'short']);
    expect(choose(many(4, long), { places: 3, hasShort: false })).toHaveLength(
      4,
    );
  });
});

describe('catching up', () => {
  const now = new Date(START);

  it('is for an absence, not for a restart', () => {
    expect(wasAway(new Date(START - 5 * 60_000), now)).toBe(false);
    expect(wasAway(new Date(START - 11 * 60_000), now)).toBe(true);
  });

  it('gives each missed drill one turn, the oldest proof at once, the others over the time of the absence', () => {
    const missed = [
      { jobRef: 'young', provenAt: '2026-11-01T00:00:00.000Z' },
      { jobRef: 'never', provenAt: null },
      { jobRef: 'old', provenAt: '2026-09-01T00:00:00.000Z' },
      { jobRef: 'older', provenAt: '2026-08-01T00:00:00.000Z' },
    ];
    const turns = (hours: number) =>
      catchUp(missed, new Date(START - hours * HOUR), now).map(
        ({ jobRef, notBefore }) => [
          jobRef,
          (notBefore.getTime() - START) / HOUR,
        ],
      );
    expect(turns(4)).toEqual([
      ['never', 0],
      ['older', 1],
      ['old', 2],
      ['young', 3],
    ]);
    expect(turns(240).map(([, hours]) => hours)).toEqual([0, 1.5, 3, 4.5]);
  });
});

describe('how long a drill is expected to take', () => {
  const measured = (seconds: number, bytes: number) => ({ seconds, bytes });

  it.each([
    [
      'as its own newest drills did, scaled to the backup of now',
      2000,
      { own: [100, 120, 5000].map(s => measured(s, 1000)), similar: [] },
      { seconds: 240, basis: 'measured' },
    ],
    [
      'no more than four times that, however much it grew',
      1_000_000,
      { own: [measured(100, 1000)], similar: [] },
      { seconds: 400, basis: 'measured' },
    ],
    [
      'else as those of its product with a backup of this size',
      1000,
      { own: [], similar: [measured(50, 1000), measured(9999, 1_000_000)] },
      { seconds: 50, basis: 'similar' },
    ],
    [
      'else by a rule of thumb',
      60_000_000,
      { own: [], similar: [measured(50, 10)] },
      { seconds: 120, basis: 'assumed' },
    ],
    [
      'else ten minutes',
      null,
      { own: [], similar: [] },
      { seconds: 600, basis: 'assumed' },
    ],
  ])('%s', (_, bytes, known, expected) => {
    expect(estimateDrill(bytes, known)).toEqual(expected);
  });
});

const monthly: RememberedRhythm = {
  every: 'P30D',
  zone: 'America/Toronto',
  proofSeconds: 30 * 86_400,
  words: 'every 30 days',
};
const simulated = (
  jobRef: string,
  more: Partial<SimulatedJob> = {},
): SimulatedJob => ({
  ...waiting(jobRef),
  nextAt: START,
  lateAt: START + DAY,
  rhythm: monthly,
  active: null,
  ...more,
});

function play(
  jobs: SimulatedJob[],
  options: { days?: number; places?: number; limits?: object } = {},
) {
  const { days = 1, places = 1 } = options;
  const until = START + days * DAY;
  const work = simulate(jobs, {
    runners: [{ pools: ['default'], engines: ['mariadb'], places }],
    pools: new Map([['default', { places, hasShort: true }]]),
    limits: { ...limits, ...options.limits },
    calendar: new Calendar(START, until),
    from: START,
    until,
  });
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value.map(({ job, startsAt, lateAt }) => ({
    job: job.jobRef,
    minute: startsAt === null ? null : (startsAt - START) / 60_000,
    inTime: startsAt !== null && startsAt <= lateAt,
  }));
}

describe('the simulated plan', () => {
  it('runs one drill after the other on one place, and two beside each other on two', () => {
    const jobs = ['a', 'b', 'c'].map(name => simulated(name));
    expect(play(jobs).map(({ minute }) => minute)).toEqual([0, 1, 2]);
    expect(play(jobs, { places: 2 }).map(({ minute }) => minute)).toEqual([
      0, 0, 1,
    ]);
  });

  it('does not let one clinic of 400 GB starve twenty small ones, nor them it', () => {
    const hours = 8;
    const large = simulated('large', {
      expectedSeconds: hours * 3600,
      dueAt: START - HOUR,
    });
    const small = Array.from({ length: 20 }, (_, index) =>
      simulated(`small-${String(index).padStart(2, '0')}`),
    );
    const one = play([large, ...small]);
    expect(one.every(({ inTime }) => inTime)).toBe(true);
    expect(one.find(({ job }) => job === 'large')?.minute).toBe(20);
    // Two large ones hold one of two places; the other is for the small.
    const two = play(
      [large, { ...large, jobRef: 'larger', clinic: 'other' }, ...small],
      { places: 2 },
    );
    const lastSmall = Math.max(
      ...two
        .filter(({ job }) => job.startsWith('small'))
        .map(d => d.minute ?? 0),
    );
    expect(lastSmall).toBeLessThan(20);
    expect(
      two.filter(({ job }) => job.startsWith('large')).map(d => d.minute),
    ).toEqual([expect.any(Number), expect.any(Number)]);
  });

  it('keeps to windows, and waits for the next night when the first is over', () => {
    const night = { ...monthly, window: '20:00-21:00' };
    const jobs = ['a', 'b', 'c'].map(name =>
      simulated(name, { expectedSeconds: 40 * 60, rhythm: night }),
    );
    // 20:00 in Toronto.
    expect(play(jobs, { days: 3 }).map(({ minute }) => minute)).toEqual([
      0,
      40,
      24 * 60,
    ]);
  });

  it('comes back when the rhythm comes round', () => {
    const weekly = { ...monthly, every: 'P7D', proofSeconds: 7 * 86_400 };
    const daily = { ...monthly, every: undefined, cron: '0 3 * * *' };
    expect(
      play([simulated('weekly', { rhythm: weekly })], { days: 30 }),
    ).toHaveLength(5);
    const nights = play([simulated('daily', { rhythm: daily })], { days: 3 });
    // 20:00, then 03:00 of each night.
    expect(nights.map(({ minute }) => minute)).toEqual([
      0,
      7 * 60,
      31 * 60,
      55 * 60,
    ]);
  });

  it('holds drills of one clinic back, and lets others go before them', () => {
    const same = { clinic: 'lakeside' };
    const plan = play(
      [
        simulated('a', { ...same, dueAt: START - 3 }),
        simulated('b', { ...same, dueAt: START - 2 }),
        simulated('c'),
      ],
      { places: 2 },
    );
    expect(plan.map(({ job, minute }) => [job, minute])).toEqual([
      ['a', 0],
      ['c', 0],
      ['b', 1],
    ]);
  });

  it('begins with what runs and what is queued, whatever their turn', () => {
    const plan = play([
      simulated('due', { dueAt: START - DAY }),
      simulated('queued', { active: { state: 'queued', since: START } }),
      simulated('running', {
        expectedSeconds: 600,
        active: { state: 'running', since: START - 5 * 60_000 },
      }),
    ]);
    expect(plan.map(({ job, minute }) => [job, minute])).toEqual([
      ['running', -5],
      ['queued', 5],
      ['due', 6],
    ]);
  });

  it('says when there is no turn for a drill, and when its turn is too late', () => {
    const jobs = Array.from({ length: 30 }, (_, index) =>
      simulated(`j${String(index).padStart(2, '0')}`, {
        expectedSeconds: 3600,
        lateAt: START + 12 * HOUR,
      }),
    );
    const plan = play(jobs);
    expect(plan.filter(({ minute }) => minute === null)).toHaveLength(5);
    expect(plan.filter(({ inTime }) => inTime)).toHaveLength(13);
  });

  it('is worked out for thousands of jobs of one store without waiting for each in turn', () => {
    const jobs = Array.from({ length: 5000 }, (_, index) =>
      simulated(`j${index}`, { store: 'one', expectedSeconds: 30 }),
    );
    const plan = play(jobs, { places: 16, limits: { perStore: 4 } });
    expect(plan.filter(({ minute }) => minute !== null)).toHaveLength(5000);
    expect(Math.max(...plan.map(({ minute }) => minute ?? 0))).toBe(624.5);
  });
});

describe('the hours of windows', () => {
  const calendar = new Calendar(START, START + 10 * DAY);
  const window = (text: string | undefined, zone: string) => ({
    ...monthly,
    window: text,
    zone,
  });

  it('count once where they overlap', () => {
    const toronto = window('20:00-06:00', 'America/Toronto');
    expect(calendar.openSecondsPerDay([toronto])).toBe(10 * 3600);
    expect(
      calendar.openSecondsPerDay([
        toronto,
        window('20:00-06:00', 'America/Winnipeg'),
      ]),
    ).toBe(11 * 3600);
    expect(
      calendar.openSecondsPerDay([toronto, window(undefined, 'UTC')]),
    ).toBe(86_400);
  });
});

describe('the budget of a pool', () => {
  const budgeted = (count: number, late: number, expectedSeconds = 600) =>
    Array.from({ length: count }, (_, index) => ({
      job: { ref: `backupjob:default/${index}`, title: `Job ${index}` },
      clinic: `clinic:default/${index}`,
      rhythm: { ...monthly, window: '20:00-06:00' },
      expectedSeconds,
      late: index < late,
    }));
  const pool = (more = {}) => ({
    pool: 'default',
    runners: 1,
    places: 1,
    openSecondsPerDay: 36_000,
    ...more,
  });

  it('says whom it will fail and how much is missing', () => {
    const budget = poolBudget(pool(), budgeted(100, 3, 6600), 30);
    expect(budget.message).toBe(
      '3 clinics will miss their monthly drill; 11 more minutes a night are needed.',
    );
    expect(budget).toMatchObject({
      sufficient: false,
      neededSecondsPerDay: 22_000,
    });
    expect(budget.late).toHaveLength(3);
    expect(budget.told).toEqual([
      tell('pool-missed', { count: 3, turn: 'monthly' }),
      tell('pool-lacking', { count: 11, per: 'night' }),
    ]);
  });

  it('says what a night lacks before the first clinic is late', () => {
    const budget = poolBudget(pool(), budgeted(200, 0, 6000), 30);
    expect(budget.message).toBe(
      'Drills take 11 h 6 min a night and have 10 h; 67 more minutes a night are needed before proofs grow too old.',
    );
    expect(budget.told).toEqual([
      tell('pool-short', { needed: 40_000, available: 36_000, per: 'night' }),
      tell('pool-lacking', { count: 67, per: 'night' }),
    ]);
  });

  it('says that all is well, and that nobody is there', () => {
    expect(poolBudget(pool(), budgeted(30, 0), 30)).toMatchObject({
      sufficient: true,
      message:
        'Every drill of the next 30 days has its turn in time: drills take 10 min a night and have 10 h.',
      told: [
        tell('pool-enough', {
          count: 30,
          needed: 600,
          available: 36_000,
          per: 'night',
        }),
      ],
    });
    expect(
      poolBudget(pool({ runners: 0, places: 0 }), budgeted(1, 0), 30),
    ).toMatchObject({
      sufficient: false,
      message: 'No runner of pool "default" is up: 1 job is not drilled.',
      told: [tell('pool-no-runner', { pool: 'default', count: 1 })],
    });
  });
});
