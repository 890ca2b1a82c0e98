import { entityMenuItems } from './entityMenu';
import { myClinicsWidget } from './homeWidget';
import { searchItem } from './searchResult';

/** What the plugin adds to pages that are not its own. */
export const portalExtensions = [
  myClinicsWidget,
  searchItem,
  ...entityMenuItems,
];
