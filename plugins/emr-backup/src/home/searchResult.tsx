import { RiShieldCheckLine } from '@remixicon/react';
import { SearchResultListItemBlueprint } from '@backstage/plugin-search-react/alpha';
import { EMR_KINDS } from '@emr-backup/plugin-emr-backup-common';

/** Documents of the catalog carry their kind beside what every document has. */
const kindOf = (document: object) =>
  'kind' in document ? String(document.kind) : '';

/** Our entities among search results, with how they stand. */
export const searchItem = SearchResultListItemBlueprint.make({
  params: {
    icon: <RiShieldCheckLine />,
    predicate: ({ type, document }) =>
      type === 'software-catalog' &&
      EMR_KINDS.some(kind => kind === kindOf(document)),
    component: async () =>
      import('./SearchItem').then(module => module.SearchItem),
  },
});
