import { expect, it } from 'vitest';
import { maskAddress } from './mask.ts';

it('leaves of an address what tells letters apart', () => {
  expect(maskAddress('maria.perez@ejemplo.gob.mx')).toBe('m•••@e•••.mx');
  expect(maskAddress('ñandú@ejemplo.test')).toBe('ñ•••@e•••.test');
  expect(maskAddress('a@localhost')).toBe('a•••@l•••');
});
