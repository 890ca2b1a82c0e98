import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

/**
 * Stands for the relations card of the catalog graph, which app-config.yaml
 * switches off. A card of its own comes last on a page, below the verdict.
 */
export const relationsCard = EntityCardBlueprint.make({
  name: 'neighborhood',
  params: {
    loader: () => import('./RelationsCard').then(m => <m.RelationsCard />),
  },
});
