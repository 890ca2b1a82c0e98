export * from './model';
export * from './selfTest';
export * from './client';
