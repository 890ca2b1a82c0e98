export { CatalogView } from './CatalogView';
export { RegistrationDesk } from './RegistrationDesk';
export { RegistrationStore } from './RegistrationStore';
