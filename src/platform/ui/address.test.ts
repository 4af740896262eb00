import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageContext } from '../http/frame.tsx';
import { pageAddress, queryString } from './address.ts';

describe('a link to the same page with other choices', () => {
  const page = pageContext(new URL('http://tequio.test/en/metrica/2017?medida=ga&pagina=2'));

  it('keeps the language and the other choices', () => {
    expect(pageAddress(page, { medida: 't', pagina: null })).toBe('/en/metrica/2017?medida=t');
    expect(pageAddress(page, { nivel: 'estatal' })).toBe('/en/metrica/2017?medida=ga&pagina=2&nivel=estatal');
  });

  it('has no question mark when no choice is left', () => {
    expect(pageAddress(page, { medida: null, pagina: null })).toBe('/en/metrica/2017');
  });

  it('carries any text unharmed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const link = new URL(`http://tequio.test/${queryString(new URLSearchParams(), { q: text })}`);
        expect(link.searchParams.get('q')).toBe(text.toWellFormed());
      }),
    );
  });
});
