import { describe, expect, it } from 'vitest';
import { findLeaks, type NotedSecret, requireNoLeaks } from '../support/log-scan.ts';

const secrets: readonly NotedSecret[] = [
  { kind: 'password', value: 'lluvia sobre el comal' },
  { kind: 'code', value: '481516' },
  { kind: 'code', value: 'ab2cd-ef3gh' },
  { kind: 'CURP', value: 'XEXF870228HOCBBB09' },
  { kind: 'e-mail', value: 'ana@ejemplo.test' },
  { kind: 'cookie', value: 'q8Jx/0aB+cDeFgHiJkLmNo=' },
];

describe('the scan of logs', () => {
  it.each([
    ['password', '{"err":"no lluvia sobre el comal"}'],
    ['password', 'POST /entrar password=lluvia+sobre+el+comal&x=1'],
    ['password', '/x?p=lluvia%20sobre%20el%20comal'],
    ['code', '{"code":"481516"}'],
    ['code', 'code=AB2CD-EF3GH'],
    ['CURP', 'insert into t values (xexf870228hocbbb09)'],
    ['e-mail', '"to":"Ana@Ejemplo.test"'],
    ['e-mail', '/registro?email=ana%40ejemplo.test'],
    ['cookie', 'cookie: session=q8Jx%2F0aB%2BcDeFgHiJkLmNo%3D; x=y'],
  ])('finds a %s in %s', (kind, line) => {
    const leaks = findLeaks(`{"path":"/"}\n${line}\n{"path":"/metrica"}`, secrets);
    expect(new Set(leaks.map((leak) => leak.kind))).toEqual(new Set([kind]));
    expect(() => requireNoLeaks(line, secrets)).toThrow(/A server logged what it may not/);
  });

  it('does not repeat what it found', () => {
    expect(() => requireNoLeaks('to ana@ejemplo.test', secrets)).toThrow(/e-mail: to <e-mail>$/);
  });

  it.each([
    '{"time":1764814815162,"pid":4815162,"ms":481516.2}',
    '{"id":"x-481516","path":"/entrar"}',
    '{"path":"/cuenta","status":303}',
    '',
    '100% de los datos, %zz',
  ])('lets pass: %s', (line) => {
    expect(findLeaks(line, secrets)).toEqual([]);
  });
});
