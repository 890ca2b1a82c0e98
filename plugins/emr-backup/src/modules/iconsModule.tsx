import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { IconBundleBlueprint } from '@backstage/plugin-app-react';
import { EMR_KINDS } from '@emr-backup/plugin-emr-backup-common';
import { KIND_ICONS } from './kindIcons';

const kindIcons = IconBundleBlueprint.make({
  name: 'emr-backup-kinds',
  params: {
    icons: Object.fromEntries(
      EMR_KINDS.map(kind => {
        const Icon = KIND_ICONS[kind];
        return [`kind:${kind.toLocaleLowerCase('en-US')}`, <Icon />];
      }),
    ),
  },
});

/**
 * Gives the portal an icon for each of our kinds, under `kind:clinic` and so on.
 * @public
 */
export const emrBackupIconsModule = createFrontendModule({
  pluginId: 'app',
  extensions: [kindIcons],
});
