export * from './delivery-time.ts';
export * from './frequency.ts';
