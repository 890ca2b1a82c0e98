import type {
  AuthService,
  DiscoveryService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import { ResponseError, toError } from '@backstage/errors';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';

/** Topic on which the EMR Backup backend tells that registered entities changed. */
const TOPIC = 'emr-backup.registrations';
/** Where the entities say they come from. */
const LOCATION = 'emr-backup:registrations';

/** Brings the entities that people registered in the console into the catalog. */
export class RegistrationsProvider implements EntityProvider {
  #connection: EntityProviderConnection | undefined;

  constructor(
    private readonly options: {
      auth: AuthService;
      discovery: DiscoveryService;
      events: EventsService;
      logger: LoggerService;
      schedule: SchedulerServiceTaskRunner;
      fetch?: typeof fetch;
    },
  ) {}

  getProviderName(): string {
    return 'emr-backup-registrations';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    const { events, schedule } = this.options;
    await events.subscribe({
      id: this.getProviderName(),
      topics: [TOPIC],
      onEvent: () => this.refresh(),
    });
    await schedule.run({
      id: `${this.getProviderName()}-refresh`,
      fn: () => this.refresh(),
    });
  }

  /** An answer that does not come leaves the catalog as it is. */
  async refresh(): Promise<void> {
    try {
      const entities = await this.#registered();
      await this.#connection?.applyMutation({
        type: 'full',
        entities: entities.map(entity => ({
          entity: withLocation(entity),
          locationKey: this.getProviderName(),
        })),
      });
    } catch (error) {
      this.options.logger.warn(
        `Registered clinics could not be read; the catalog keeps what it has: ${
          toError(error).message
        }`,
      );
    }
  }

  async #registered(): Promise<Entity[]> {
    const { auth, discovery, fetch: request = fetch } = this.options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'emr-backup',
    });
    const baseUrl = await discovery.getBaseUrl('emr-backup');
    const response = await request(`${baseUrl}/registrations/entities`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    const { items } = (await response.json()) as { items: Entity[] };
    return items;
  }
}

function withLocation(entity: Entity): Entity {
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        [ANNOTATION_LOCATION]: LOCATION,
        [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
      },
    },
  };
}
