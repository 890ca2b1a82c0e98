import {
  emrBackupRegisterPermission,
  registerSchema,
} from '@emr-backup/plugin-emr-backup-common';
import express, { type Router } from 'express';
import type { RegistrationDesk } from '../registration';
import type { Access } from './access';
import { entityRef, validated } from './validation';

/** Room for the entities of thousands of clinics in one request. */
const BODY_LIMIT = '20mb';

/** Registering clinics; mounted before the small body parser of the other routes. */
export function registrationRoutes(
  router: Router,
  {
    access,
    registrations,
  }: { access: Access; registrations: RegistrationDesk },
): void {
  router.get('/registrations', async (request, response) => {
    const allowed = await access.allows(request, emrBackupRegisterPermission);
    const reason = allowed
      ? registrations.refusal()
      : `You lack the permission "${emrBackupRegisterPermission.name}".`;
    response.json({ allowed: reason === null, reason });
  });
  router.get('/registrations/entities', async (request, response) => {
    await access.requireService(request);
    response.json({ items: await registrations.entities() });
  });
  router.get('/registrations/stored', async (request, response) => {
    await access.require(request, emrBackupRegisterPermission);
    response.json({ items: await registrations.stored() });
  });
  router.post(
    '/registrations',
    express.json({ limit: BODY_LIMIT }),
    async (request, response) => {
      const credentials = await access.require(
        request,
        emrBackupRegisterPermission,
      );
      const { entities, dryRun } = validated(registerSchema, request.body);
      const by = {
        name: access.nameOf(credentials),
        now: new Date(),
        dryRun,
      };
      const run = () => registrations.register(entities, by);
      const result = dryRun
        ? await run()
        : await access.audited(
            request,
            {
              eventId: 'register',
              meta: { entities: String(entities.length) },
            },
            run,
          );
      response.status(result.stored ? 201 : 200).json(result);
    },
  );
  router.delete('/registrations/:ref', async (request, response) => {
    await access.require(request, emrBackupRegisterPermission);
    const ref = entityRef(request.params.ref);
    await access.audited(
      request,
      { eventId: 'unregister', meta: { entity: ref } },
      () => registrations.remove(ref),
    );
    response.status(204).end();
  });
}
