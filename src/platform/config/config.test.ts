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

  it('suggest nothing for a name that is like none', () => {
    expect(() => readConfig({ TEQUIO_FOO: '1' })).toThrow('TEQUIO_FOO is not a setting of Tequio.');
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

  it('take as the public address only that of a site, and only a database address that can be read', () => {
    expect(readConfig({ TEQUIO_PUBLIC_URL: 'https://Tequio.example:8443/' }).publicUrl).toBe(
      'https://tequio.example:8443',
    );
    for (const address of ['https://x.mx/tequio', 'https://x.mx/?a=1', 'https://ana:secreto@x.mx', 'x.mx'])
      expect(() => readConfig({ TEQUIO_PUBLIC_URL: address })).toThrow(/TEQUIO_PUBLIC_URL must be/);
    expect(() => readConfig({ DATABASE_URL: 'postgres://ana:pa/ss@host:port/db' })).toThrow(
      'DATABASE_URL is not a valid address',
    );
  });

  it('take an IPv6 address with and without brackets', () => {
    expect(readConfig({ TEQUIO_HOST: '[::1]' }).host).toBe('::1');
    expect(readConfig({ TEQUIO_HOST: '::1' }).host).toBe('::1');
  });

  it('refuse a name of the ledger that cannot name a key, and witnesses without public keys', () => {
    const witness = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2';
    const config = readConfig({
      TEQUIO_LEDGER_ORIGIN: 'mx.example/log',
      TEQUIO_LEDGER_WITNESSES: ` ${witness} `,
    });
    expect(config.ledgerOrigin).toBe('mx.example/log');
    expect(config.ledgerWitnesses).toEqual([witness]);
    expect(() => readConfig({ TEQUIO_LEDGER_ORIGIN: 'mx example' })).toThrow(
      'TEQUIO_LEDGER_ORIGIN must be a name',
    );
    expect(() => readConfig({ TEQUIO_LEDGER_WITNESSES: `${witness},x` })).toThrow(
      'TEQUIO_LEDGER_WITNESSES must be public keys of witnesses',
    );
  });

  it('leave the variables of other programs alone', () => {
    expect(() => readConfig({ PATH: '/bin', HOME: '/root' })).not.toThrow();
  });
});
