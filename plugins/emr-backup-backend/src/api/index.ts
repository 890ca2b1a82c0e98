export { createRouter } from './router';
export { Access } from './access';
export { HEARTBEAT_PATH } from './heartbeatRoutes';
