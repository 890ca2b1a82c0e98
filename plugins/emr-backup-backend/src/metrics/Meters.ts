import {
  ALARM_KINDS,
  OUTCOMES,
  STANDINGS,
  type BackupAge,
  type SelfTestStatus,
  type Standing,
} from '@emr-backup/plugin-emr-backup-common';
import type { AlarmStore, Outbox } from '../alarms';
import { Pace } from '../pace';
import { backupAge, judgeJob, type JobFacts } from '../standing';
import { secondsBetween } from '../time';
import type { Gauges, Sample } from './Gauges';

const MESSAGE_STATES = ['waiting', 'held', 'sent', 'failed'] as const;

/** What is worked out once of a job and measured twice. */
interface Judged {
  fact: JobFacts;
  age: BackupAge;
  standing: Standing;
}

/** Measures what the rounds found. */
export class Meters {
  constructor(
    private readonly options: {
      gauges: Gauges;
      alarms: AlarmStore;
      outbox: Outbox;
      drillOutcomes: () => Promise<ReadonlyMap<string, number>>;
      selfTests: () => Promise<SelfTestStatus[]>;
    },
  ) {}

  /** What is known of each job. */
  async jobs(facts: readonly JobFacts[], now: Date): Promise<void> {
    const { gauges } = this.options;
    const judged = await judge(facts, now);
    const perJob = (measure: (judged: Judged) => number | null): Sample[] =>
      judged.flatMap(one => {
        const value = measure(one);
        return value === null
          ? []
          : [{ value, attributes: { job: one.fact.job.ref } }];
      });
    gauges.set(
      'emr_backup_backup_age_seconds',
      perJob(({ age }) => age.ageSeconds),
    );
    gauges.set(
      'emr_backup_backup_allowed_age_seconds',
      perJob(({ age }) => age.objectiveSeconds),
    );
    gauges.set(
      'emr_backup_proof_age_seconds',
      perJob(
        ({
          fact: {
            drills: { passed },
          },
        }) =>
          passed
            ? secondsBetween(passed.startedAt ?? passed.queuedAt, now)
            : null,
      ),
    );
    gauges.set(
      'emr_backup_drill_duration_seconds',
      perJob(({ fact: { drills } }) => drills.last?.timings?.total ?? null),
    );
    gauges.set(
      'emr_backup_standing',
      judged.flatMap(({ fact, standing: current }) =>
        STANDINGS.map(standing => ({
          value: Number(standing === current),
          attributes: { job: fact.job.ref, standing },
        })),
      ),
    );
    gauges.set('emr_backup_observation_failures', unobserved(facts));
    const active = facts.flatMap(({ drills }) => drills.active ?? []);
    gauges.set(
      'emr_backup_queue_depth',
      (['queued', 'running'] as const).map(state => ({
        value: active.filter(drill => drill.state === state).length,
        attributes: { state },
      })),
    );
  }

  /** What the book and the drills hold in all, once the round is through. */
  async round(now: Date): Promise<void> {
    const { gauges, alarms, outbox, drillOutcomes, selfTests } = this.options;
    const open = await alarms.openByKind();
    gauges.set(
      'emr_backup_open_alarms',
      ALARM_KINDS.map(kind => ({
        value: open.get(kind) ?? 0,
        attributes: { kind },
      })),
    );
    const messages = await outbox.counts();
    gauges.set(
      'emr_backup_alarm_messages',
      MESSAGE_STATES.map(state => ({
        value: messages.get(state) ?? 0,
        attributes: { state },
      })),
    );
    const ended = await drillOutcomes();
    gauges.set(
      'emr_backup_drills',
      OUTCOMES.map(outcome => ({
        value: ended.get(outcome) ?? 0,
        attributes: { outcome },
      })),
    );
    gauges.set(
      'emr_backup_self_test_catch_rate',
      (await selfTests()).flatMap(({ profile, proof }) =>
        proof
          ? [
              {
                value: proof.caught / (proof.caught + proof.missed),
                attributes: { profile },
              },
            ]
          : [],
      ),
    );
    gauges.set('emr_backup_last_round_timestamp_seconds', [
      { value: now.getTime() / 1000, attributes: {} },
    ]);
  }
}

async function judge(facts: readonly JobFacts[], now: Date): Promise<Judged[]> {
  const judged: Judged[] = [];
  const pace = new Pace();
  for (const fact of facts) {
    await pace.rest();
    judged.push({
      fact,
      age: backupAge(fact, now),
      standing: judgeJob(fact, now).standing,
    });
  }
  return judged;
}

/** Every store in use has its series, so that a rule can tell none from nothing known. */
function unobserved(facts: readonly JobFacts[]): Sample[] {
  const failures = new Map<string, number>();
  for (const { job, copies } of facts)
    for (const [index, { store }] of job.spec.copies.entries())
      failures.set(
        store,
        (failures.get(store) ?? 0) + Number(Boolean(copies[index]?.problem)),
      );
  return [...failures].map(([store, value]) => ({
    value,
    attributes: { store },
  }));
}
