import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { sidebar } from './sidebar';

/** The sidebar of the console. */
export const navigationModule = createFrontendModule({
  pluginId: 'app',
  extensions: [sidebar],
});
