import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import {
  toastApiRef,
  useApi,
  useRouteRef,
} from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { EntityContextMenuItemBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { usePermission } from '@backstage/plugin-permission-react';
import { RiPlayCircleLine, RiShieldCheckLine } from '@remixicon/react';
import {
  EMR_KINDS,
  emrBackupDrillStartPermission,
  isBackupJobEntity,
} from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { drillRouteRef, fleetRouteRef } from '../routes';
import { useWords } from '../words';

/** Long enough to reach for its link. */
const SHOWN_FOR_MS = 12_000;

const isOfOurKinds = (entity: Entity) =>
  EMR_KINDS.some(kind => kind === entity.kind);

/** The clinics of the fleet that an entity is about. */
function fleetSearchOf(entity: Entity): string {
  const params: Record<string, string> =
    entity.kind === 'Vendor'
      ? { operator: stringifyEntityRef(entity) }
      : { search: entity.metadata.title ?? entity.metadata.name };
  return `?${new URLSearchParams(params)}`;
}

const openItem = EntityContextMenuItemBlueprint.make({
  name: 'open',
  params: {
    icon: <RiShieldCheckLine />,
    filter: isOfOurKinds,
    useProps: () => {
      const t = useWords();
      const { entity } = useEntity();
      const fleetPath = useRouteRef(fleetRouteRef);
      return {
        title: t('entityMenu.open'),
        href: `${fleetPath?.() ?? '/emr-backup'}${fleetSearchOf(entity)}`,
      };
    },
  },
});

const drillItem = EntityContextMenuItemBlueprint.make({
  name: 'run-drill',
  params: {
    icon: <RiPlayCircleLine />,
    filter: isBackupJobEntity,
    useProps: () => {
      const t = useWords();
      const api = useApi(emrBackupApiRef);
      const toasts = useApi(toastApiRef);
      const drillPath = useRouteRef(drillRouteRef);
      const { entity } = useEntity();
      const { allowed } = usePermission({
        permission: emrBackupDrillStartPermission,
      });
      return {
        title: t('entityMenu.drill'),
        disabled: !allowed,
        onClick: async () => {
          try {
            const { id } = await api.startDrill(stringifyEntityRef(entity));
            toasts.post({
              title: t('entityMenu.started'),
              status: 'success',
              links: drillPath && [
                { label: t('verification.follow'), href: drillPath({ id }) },
              ],
              timeout: SHOWN_FOR_MS,
            });
          } catch (error) {
            toasts.post({
              title: t('entityMenu.failed', {
                problem: toError(error).message,
              }),
              status: 'danger',
            });
          }
        },
      };
    },
  },
});

/** What our entities offer in the menu of their page. */
export const entityMenuItems = [openItem, drillItem];
