import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

describe('the settings', () => {
  it('have defaults for everything', () => {
    const config = readConfig({});
    expect(config.port).toBe(3000);
    expect(config.host).toBe('127.0.0.1');
    expect(config.databaseUrl).toBeUndefined();
  });

  it('take an empty value as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', TEQUIO_LOG_LEVEL: '' }).port).toBe(3000);
  });

  it('refuse an unknown TEQUIO_ name and suggest the one that was meant', () => {
    expect(() => readConfig({ TEQUIO_DATADIR: '/srv' })).toThrow(
      'TEQUIO_DATADIR is not a setting of Tequio; did you mean TEQUIO_DATA_DIR?',
    );
  });

  it('refuse a value that cannot be used and name every such setting at once', () => {
    expect(() => readConfig({ PORT: 'eighty', TEQUIO_LOG_LEVEL: 'loud' })).toThrow(
      /PORT must be a whole number \(it is "eighty"\); TEQUIO_LOG_LEVEL must be/,
    );
    expect(() => readConfig({ PORT: '70000' })).toThrow('PORT must be at most 65535');
  });

  it('never repeat a database address, which may hold a password', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://root:secreto@host/db' })).toThrow(
      /DATABASE_URL must be empty or/,
    );
    expect(() => readConfig({ DATABASE_URL: 'mysql://root:secreto@host/db' })).not.toThrow(/secreto/);
  });

  it('leave the variables of other programs alone', () => {
    expect(() => readConfig({ PATH: '/bin', HOME: '/root' })).not.toThrow();
  });
});
