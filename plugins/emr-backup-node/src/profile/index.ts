export type { ProfileCatalog, ProfileProblem } from './ProfileCatalog';
