export * from './addresses.ts';
export * from './follow-up.ts';
export * from './sessions.ts';
export * from './terms.ts';
