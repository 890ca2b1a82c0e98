import type {
  AuditorService,
  AuthService,
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import type { Request } from 'express';

/** Who may do what, and the record of who did it. */
export class Access {
  constructor(
    private readonly services: {
      auth: AuthService;
      httpAuth: HttpAuthService;
      permissions: PermissionsService;
      auditor: AuditorService;
    },
  ) {}

  /** The caller, when the permission allows it. */
  async require(
    request: Request,
    permission: BasicPermission,
  ): Promise<BackstageCredentials> {
    const credentials = await this.#caller(request);
    if (!(await this.#isAllowed(credentials, permission)))
      throw new NotAllowedError(
        `You lack the permission "${permission.name}".`,
      );
    return credentials;
  }

  /** Whether the caller has the permission, for pages that ask before they offer. */
  async allows(
    request: Request,
    permission: BasicPermission,
  ): Promise<boolean> {
    return this.#isAllowed(await this.#caller(request), permission);
  }

  /** For other plugins only, such as the catalog. */
  async requireService(request: Request): Promise<void> {
    await this.services.httpAuth.credentials(request, { allow: ['service'] });
  }

  #caller(request: Request): Promise<BackstageCredentials> {
    return this.services.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
  }

  async #isAllowed(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<boolean> {
    const [decision] = await this.services.permissions.authorize(
      [{ permission }],
      { credentials },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }

  /** Runs an action that changes something, with an audit event for its outcome. */
  async audited<T>(
    request: Request,
    event: { eventId: string; meta: Record<string, string> },
    action: () => Promise<T>,
  ): Promise<T> {
    const audit = await this.services.auditor.createEvent({
      ...event,
      severityLevel: 'medium',
      request,
    });
    try {
      const result = await action();
      await audit.success();
      return result;
    } catch (error) {
      await audit.fail({
        error: error instanceof Error ? error : new Error(String(error)),
      });
      throw error;
    }
  }

  /** The entity ref of the caller; a service is named by its subject. */
  nameOf(credentials: BackstageCredentials): string {
    const { auth } = this.services;
    if (auth.isPrincipal(credentials, 'user'))
      return credentials.principal.userEntityRef;
    if (auth.isPrincipal(credentials, 'service'))
      return credentials.principal.subject;
    return 'unknown';
  }
}
