import { AuthenticationError } from '@backstage/errors';
import {
  emrBackupHeartbeatManagePermission,
  emrBackupReadPermission,
  heartbeatSchema,
} from '@emr-backup/plugin-emr-backup-common';
import express, { type Request, type Router } from 'express';
import { RateLimit, type HeartbeatDesk } from '../heartbeats';
import { TooManyReportsError } from './TooManyReportsError';
import type { Access } from './access';
import { entityRef, validated } from './validation';

/** A job reports a few times an hour; one that retries, a few times a minute. */
const REPORTS_PER_MINUTE = 30;
/** Of one address. Many clinics may share one, but a cron line that was refused has no reason to come again soon. */
const REFUSALS_PER_MINUTE = 60;
/** A report is a few words. */
const BODY_LIMIT = '4kb';

/** The path that Backstage lets through without credentials of its own: a cron line brings its token. */
export const HEARTBEAT_PATH = '/jobs/:ref/heartbeat';

/**
 * A cron line's report. Mounted before the body parsers of everything else:
 * who has no valid token gets no further than the headers.
 */
export function heartbeatReportRoute(
  router: Router,
  { heartbeats }: { heartbeats: HeartbeatDesk },
): void {
  const refusals = new RateLimit(REFUSALS_PER_MINUTE);
  const reports = new RateLimit(REPORTS_PER_MINUTE);
  const parsers = [
    express.json({ limit: BODY_LIMIT }),
    express.urlencoded({ extended: false, limit: BODY_LIMIT }),
  ];
  const admitted = new WeakMap<Request, { job: string; tokenId: string }>();
  const admit = async (request: Request, now: Date) => {
    const address = request.ip ?? '';
    if (refusals.wait(address, now) > 0) throw new TooManyReportsError();
    try {
      const job = jobOf(request.params.ref);
      return { job, tokenId: await heartbeats.admit(job, tokenOf(request)) };
    } catch (error) {
      if (error instanceof AuthenticationError) refusals.count(address, now);
      throw error;
    }
  };
  router.post(
    HEARTBEAT_PATH,
    async (request, _, next) => {
      const now = new Date();
      const caller = await admit(request, now);
      if (reports.wait(caller.tokenId, now) > 0)
        throw new TooManyReportsError();
      reports.count(caller.tokenId, now);
      admitted.set(request, caller);
      next();
    },
    ...parsers,
    async (request, response) => {
      const { job, tokenId } = admitted.get(request) ?? refuse();
      const report = validated(heartbeatSchema, {
        ...request.query,
        ...Object(request.body),
      });
      await heartbeats.report(job, tokenId, report, new Date());
      // Nothing to print: a cron line with output becomes a mail.
      response.status(204).end();
    },
  );
}

/** What people see of a job's reports, and its tokens. */
export function heartbeatRoutes(
  router: Router,
  parts: { access: Access; heartbeats: HeartbeatDesk },
): void {
  const { access, heartbeats } = parts;
  router.get(HEARTBEAT_PATH, async (request, response) => {
    await access.require(request, emrBackupReadPermission);
    const job = entityRef(request.params.ref);
    response.json(await heartbeats.status(job, new Date()));
  });
  router.post('/jobs/:ref/heartbeat-tokens', async (request, response) => {
    const credentials = await access.require(
      request,
      emrBackupHeartbeatManagePermission,
    );
    const job = entityRef(request.params.ref);
    const token = await access.audited(
      request,
      { eventId: 'heartbeat-token-create', meta: { job } },
      () =>
        heartbeats.createToken(job, {
          by: access.nameOf(credentials),
          now: new Date(),
        }),
    );
    response.status(201).setHeader('Cache-Control', 'no-store').json(token);
  });
  router.delete(
    '/jobs/:ref/heartbeat-tokens/:id',
    async (request, response) => {
      await access.require(request, emrBackupHeartbeatManagePermission);
      const job = entityRef(request.params.ref);
      const { id } = request.params;
      await access.audited(
        request,
        { eventId: 'heartbeat-token-revoke', meta: { job, token: id } },
        () => heartbeats.revokeToken(job, id, new Date()),
      );
      response.status(204).end();
    },
  );
}

function refuse(): never {
  throw new AuthenticationError('The heartbeat token is not valid.');
}

function tokenOf({ headers }: Request): string {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? refuse();
}

/** A name that is no entity ref is told no more than a job that does not exist. */
function jobOf(ref: string): string {
  try {
    return entityRef(ref);
  } catch {
    return refuse();
  }
}
