export { type Day, readDay, startOfDay } from './days.ts';
