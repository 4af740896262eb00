import { describe, expect, it } from 'vitest';
import { attachmentHeaders } from './attachment.ts';

const disposition = (name: string) => attachmentHeaders(name)['content-disposition'];

describe('a file to be kept', () => {
  it('has its name as it is where every client understands it', () => {
    expect(disposition('base-2017.csv')).toBe('attachment; filename="base-2017.csv"');
  });

  it('has its name in two forms where not every client would', () => {
    expect(disposition('Michoacán (año).csv')).toBe(
      `attachment; filename="Michoacan (ano).csv"; filename*=UTF-8''Michoac%C3%A1n%20%28a%C3%B1o%29.csv`,
    );
  });

  it('cannot end the header, add another, or lead to another folder by its name', () => {
    for (const name of [
      'a"; filename="b.exe',
      'a\r\nset-cookie: x=1',
      '../../etc/passwd',
      'a\\b',
      '%2e%2e',
      '\ud800',
    ]) {
      const value = disposition(name) ?? '';
      expect(value, name).toMatch(/^attachment; filename="[^"\\%/]*"(; filename\*=UTF-8''[\w.%!~-]+)?$/);
      expect(() => new Headers({ 'content-disposition': value })).not.toThrow();
    }
  });
});
