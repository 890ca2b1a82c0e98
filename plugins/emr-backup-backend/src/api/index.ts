export { createRouter } from './router';
export { Access } from './access';
