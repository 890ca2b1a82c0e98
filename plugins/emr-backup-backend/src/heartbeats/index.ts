export * from './DrillWatch';
export * from './HeartbeatDesk';
export * from './HeartbeatStore';
export * from './PassedDrillPing';
export * from './RateLimit';
