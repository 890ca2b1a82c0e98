export type { ProfileCatalog, ProfileProblem } from './ProfileCatalog';
export { builtinProfilesFolder } from './builtinProfilesFolder';
export {
  loadProfileCatalog,
  type ProfileCatalogOptions,
} from './loadProfileCatalog';
export { tableNames } from './recognition';
