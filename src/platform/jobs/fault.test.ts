import { expect, it } from 'vitest';
import { faultOf, JobFault } from './fault.ts';

it('names an error without what it was about', () => {
  const cause = Object.assign(new Error('duplicate key (maria@ejemplo.test)'), { code: '23505' });
  expect(faultOf(new Error('Failed query: params: maria@ejemplo.test', { cause }))).toBe('Error 23505');
  expect(faultOf(new TypeError('x of maria is undefined'))).toBe('TypeError');
  expect(faultOf('maria')).toBe('Error');
});

it('takes the words of a fault that was written for staff', () => {
  expect(faultOf(new JobFault('The census file is gone'))).toBe('The census file is gone');
});
