export { createHouse } from './createHouse';
