import type {
  AlarmDelivery,
  AlarmKind,
} from '@emr-backup/plugin-emr-backup-common';
import { secondsBetween } from '../time';
import {
  addressKey,
  configuredAddress,
  firstAddresses,
  type Address,
  type VendorDesks,
} from './addresses';
import {
  isWorse,
  type Concern,
  type ConcernedJob,
  type Concerns,
} from './concerns';
import { KIND_POLICIES } from './kinds';
import { PATIENT_KINDS, type AlarmPolicy } from './policy';

/** Something that was told, or is on its way. */
export interface Told extends Address {
  message: AlarmDelivery['message'];
  /** Which telling of the alarm it belongs to. */
  round: number;
  state: AlarmDelivery['state'];
  createdAt: string;
}

/** An alarm that is open, as the decider needs it. */
export interface OpenAlarm {
  id: string;
  cause: string;
  kind: AlarmKind;
  message: string;
  store: string | null;
  drillId: string | null;
  raisedAt: string;
  /** How often it was raised: again when it became worse. */
  round: number;
  escalatedAt: string | null;
  acknowledged: boolean;
  jobs: (ConcernedJob & { joinedAt: string })[];
  told: Told[];
}

/** One step of an alarm's life, and who is told of it. */
export type Change =
  | { type: 'raise'; concern: Concern; tell: Address[] }
  | { type: 'seen'; alarm: OpenAlarm }
  | { type: 'touch'; alarm: OpenAlarm; concern: Concern; tell: Address[] }
  | { type: 'raise-again'; alarm: OpenAlarm; concern: Concern; tell: Address[] }
  | { type: 'digest'; alarm: OpenAlarm; concern: Concern; tell: Address[] }
  | { type: 'escalate'; alarm: OpenAlarm; tell: Address[] }
  | { type: 'resolve'; alarm: OpenAlarm; tell: Address[] };

/**
 * What has to change, and who is told, so that the book says what is so:
 * - a cause without an open alarm is raised, once it has lasted long enough;
 * - one that became worse, or a further drill that failed, is raised again;
 * - one that stays is touched; an owner whose first job joined is told, others only by the digest;
 * - one that nobody acknowledged in time is escalated, once each time it was raised;
 * - one whose cause is gone is resolved, and whoever heard of it hears that too.
 * An alarm whose cause cannot be judged now stays as it is.
 */
export function decide(input: {
  concerns: Concerns;
  open: readonly OpenAlarm[];
  desks: VendorDesks;
  policy: AlarmPolicy;
  now: Date;
}): Change[] {
  const { concerns, open, desks, policy, now } = input;
  const alarms = new Map(open.map(alarm => [alarm.cause, alarm]));
  const present = new Set(concerns.concerns.map(({ cause }) => cause));
  const changes: Change[] = [];
  for (const concern of concerns.concerns) {
    const alarm = alarms.get(concern.cause);
    if (alarm) changes.push(goingOn(alarm, concern, input));
    else if (hasLasted(concern, policy, now))
      changes.push({
        type: 'raise',
        concern,
        tell: toTell(concern.kind, concern.jobs, desks, policy),
      });
  }
  const raisedAgain = new Set(
    changes.map(change => change.type === 'raise-again' && change.alarm.id),
  );
  for (const alarm of open) {
    const gone = !present.has(alarm.cause) && !concerns.isUnjudged(alarm.cause);
    if (gone) changes.push({ type: 'resolve', alarm, tell: whoHeard(alarm) });
    else if (!raisedAgain.has(alarm.id) && mustEscalate(alarm, policy, now))
      changes.push({
        type: 'escalate',
        alarm,
        tell: policy.escalation.to.map(configuredAddress),
      });
  }
  return changes;
}

function hasLasted({ kind, since }: Concern, policy: AlarmPolicy, now: Date) {
  if (!PATIENT_KINDS.includes(kind) || since === null) return true;
  return secondsBetween(since, now) >= policy.patienceSeconds;
}

function goingOn(
  alarm: OpenAlarm,
  concern: Concern,
  by: { desks: VendorDesks; policy: AlarmPolicy; now: Date },
): Change {
  const jobs = union(alarm.jobs, concern.jobs);
  const tell = toTell(concern.kind, jobs, by.desks, by.policy);
  const anotherDrill =
    concern.kind === 'drill-failed' && concern.drillId !== alarm.drillId;
  if (anotherDrill || isWorse(concern.kind, alarm.kind))
    return { type: 'raise-again', alarm, concern, tell };
  if (digestIsDue(alarm, by.policy, by.now))
    return { type: 'digest', alarm, concern, tell };
  const heard = new Set(raised(alarm).map(addressKey));
  const unheard = tell.filter(address => !heard.has(addressKey(address)));
  return unheard.length === 0 && saysTheSame(alarm, concern)
    ? { type: 'seen', alarm }
    : { type: 'touch', alarm, concern, tell: unheard };
}

/** Most alarms stay as they are at most rounds: those are one statement, however many. */
function saysTheSame(alarm: OpenAlarm, concern: Concern): boolean {
  const known = new Map(alarm.jobs.map(job => [job.ref, job]));
  return (
    alarm.kind === concern.kind &&
    alarm.message === concern.message &&
    alarm.store === concern.store &&
    alarm.drillId === concern.drillId &&
    concern.jobs.every(job => {
      const before = known.get(job.ref);
      return (
        before?.title === job.title &&
        before.clinicTitle === job.clinicTitle &&
        before.owner === job.owner &&
        before.operatedBy === job.operatedBy
      );
    })
  );
}

function raised({ told }: OpenAlarm): Told[] {
  return told.filter(({ message }) => message === 'raised');
}

function digestIsDue(
  alarm: OpenAlarm,
  { digestSeconds }: AlarmPolicy,
  now: Date,
): boolean {
  if (digestSeconds === null) return false;
  const lastTold = raised(alarm)
    .map(({ createdAt }) => createdAt)
    .reduce((one, other) => (one > other ? one : other), alarm.raisedAt);
  return (
    alarm.jobs.some(({ joinedAt }) => joinedAt > lastTold) &&
    secondsBetween(lastTold, now) >= digestSeconds
  );
}

function mustEscalate(
  alarm: OpenAlarm,
  { escalation }: AlarmPolicy,
  now: Date,
): boolean {
  return (
    !alarm.acknowledged &&
    alarm.escalatedAt === null &&
    escalation.to.length > 0 &&
    escalation.severities.includes(KIND_POLICIES[alarm.kind].severity) &&
    secondsBetween(alarm.raisedAt, now) >= escalation.afterSeconds
  );
}

/** A trouble nobody answers for goes to those it would escalate to. */
function toTell(
  kind: AlarmKind,
  jobs: readonly ConcernedJob[],
  desks: VendorDesks,
  { escalation }: AlarmPolicy,
): Address[] {
  const first = firstAddresses(kind, jobs, desks);
  return first.length > 0 ? first : escalation.to.map(configuredAddress);
}

/** What could never be delivered needs no recovery. */
function whoHeard({ told }: OpenAlarm): Address[] {
  const heard = told.filter(({ state }) => state !== 'failed');
  const addresses = heard.map(({ channel, to, concerns }) => ({
    channel,
    to,
    concerns,
  }));
  return [
    ...new Map(
      addresses.map(address => [addressKey(address), address]),
    ).values(),
  ];
}

function union(
  one: readonly ConcernedJob[],
  other: readonly ConcernedJob[],
): ConcernedJob[] {
  return [...new Map([...one, ...other].map(job => [job.ref, job])).values()];
}
