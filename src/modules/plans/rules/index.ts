export * from './addresses.ts';
export * from './clock.ts';
export * from './progress.ts';
export * from './quarter.ts';
export * from './secretariat.ts';
export * from './stages.ts';
export * from './terms.ts';
