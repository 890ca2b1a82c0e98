import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { graphRelations } from './graphRelations';
import { relationsCard } from './relationsCardExtension';

/** Lets the catalog graph draw the relations of our kinds. */
export const relationsModule = createFrontendModule({
  pluginId: 'catalog-graph',
  extensions: [graphRelations, relationsCard],
});
