export * from './Gauges';
export * from './Meters';
export * from './names';
