import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translator } from '../i18n/i18n.ts';
import { tableProblem } from './table-problem.ts';
import { nextDirection, tableProblemText, tableRows, tableState, tableStatus } from './table-state.ts';

const sorts = ['name', 'ga', 't'] as const;
type Key = (typeof sorts)[number];
const spec = {
  sorts,
  initial: { sort: 'name' as Key, direction: 'asc' as const },
  largestFirst: ['ga', 't'] as Key[],
  pageSize: 10,
  total: 33,
};
const state = (query: string, total = spec.total) =>
  tableState(new URLSearchParams(query), { ...spec, total });

describe('an address without table parameters', () => {
  it('gives the first page in the order of the table', () => {
    expect(state('')).toMatchObject({
      sort: 'name',
      direction: 'asc',
      page: 1,
      pages: 4,
      offset: 0,
      limit: 10,
    });
    expect(state('medida=ga').problems).toEqual([]);
  });
});

describe('an address with table parameters', () => {
  it('sorts and turns pages', () => {
    const given = state('orden=ga&sentido=asc&pagina=4');
    expect(given).toMatchObject({ sort: 'ga', direction: 'asc', page: 4, offset: 30, problems: [] });
  });

  it('shows figures from the largest when no direction is given', () => {
    expect(state('orden=ga').direction).toBe('desc');
    expect(state('orden=name').direction).toBe('asc');
  });

  it('turns a sorted column around, and begins another one in its own direction', () => {
    expect(nextDirection(state('orden=ga'), 'ga')).toBe('asc');
    expect(nextDirection(state('orden=ga&sentido=asc'), 'ga')).toBe('desc');
    expect(nextDirection(state('orden=name'), 't')).toBe('desc');
  });
});

describe('an address that cannot be understood', () => {
  it.each([
    ['orden=secreto', 400, '«secreto»'],
    ['orden=', 400, '«»'],
    ['sentido=arriba', 400, '«arriba»'],
    ['pagina=dos', 400, '«dos»'],
    ['pagina=0', 400, '«0»'],
    ['pagina=-1', 400, '«-1»'],
    ['pagina=1.5', 400, '«1.5»'],
    ['pagina=99999999999', 400, '«99999999999»'],
    ['pagina=5', 404, 'la tabla tiene 4 páginas'],
    ['pagina=5&orden=x', 400, '«x»'],
  ])('%s is answered with %i and says what is wrong', (query, status, words) => {
    const { problems } = state(query);
    expect(tableStatus(problems)).toBe(status);
    expect(problems.map((problem) => tableProblemText(problem, translator('es-MX'))).join(' ')).toContain(
      words,
    );
    expect(tableProblem({ problems })).toMatchObject({ status });
  });

  it('names the columns that can be sorted by', () => {
    expect(tableProblem(state('orden=x'))?.detail).toEqual({
      es: 'La tabla no se puede ordenar por «x». Elige entre: name, ga, t.',
      en: 'The table cannot be sorted by “x”. Choose one of: name, ga, t.',
    });
  });

  it('is no problem when all is understood', () => {
    expect(tableProblem(state('orden=ga&pagina=2'))).toBeNull();
    expect(tableStatus([])).toBe(200);
  });
});

describe('an empty table', () => {
  it('has one page', () => {
    expect(state('', 0)).toMatchObject({ page: 1, pages: 1, offset: 0, problems: [] });
    expect(tableProblem(state('pagina=2', 0))?.detail.es).toBe(
      'No existe la página 2: la tabla tiene una sola página.',
    );
  });
});

describe('a table that is never cut', () => {
  it('has all its rows on one page', () => {
    const whole = tableState(new URLSearchParams(), { ...spec, pageSize: undefined });
    expect(whole).toMatchObject({ pages: 1, offset: 0, limit: 33 });
  });
});

const anyQuery = fc
  .record(
    {
      orden: fc.oneof(fc.constantFrom(...sorts), fc.string()),
      sentido: fc.oneof(fc.constantFrom('asc', 'desc'), fc.string()),
      pagina: fc.oneof(fc.integer({ min: -3, max: 30 }).map(String), fc.string()),
    },
    { requiredKeys: [] },
  )
  .map((record) => new URLSearchParams(record));

describe('whatever the address says', () => {
  it('stays within what the table can give', () => {
    fc.assert(
      fc.property(anyQuery, fc.nat(200), fc.integer({ min: 1, max: 50 }), (query, total, pageSize) => {
        const given = tableState(query, { ...spec, total, pageSize });
        expect(sorts).toContain(given.sort);
        expect(['asc', 'desc']).toContain(given.direction);
        expect(given.page).toBeGreaterThanOrEqual(1);
        expect(given.page).toBeLessThanOrEqual(given.pages);
        expect(given.offset).toBeLessThan(Math.max(1, total));
      }),
    );
  });

  it('shows every row on exactly one page', () => {
    const rows = fc.array(fc.record({ id: fc.nat(), ga: fc.integer({ min: 0, max: 5 }) }), { maxLength: 60 });
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom('asc', 'desc'),
        (all, pageSize, sentido) => {
          const of = (pagina: number) =>
            tableState(new URLSearchParams({ orden: 'ga', sentido, pagina: String(pagina) }), {
              ...spec,
              total: all.length,
              pageSize,
            });
          const pages = Array.from({ length: of(1).pages }, (_, i) =>
            tableRows(all, of(i + 1), (a, b) => a.ga - b.ga),
          );
          const shown = pages.flat();
          const sign = sentido === 'asc' ? 1 : -1;
          expect(shown).toEqual(all.toSorted((a, b) => sign * (a.ga - b.ga)));
          expect(pages.every((page) => page.length <= pageSize)).toBe(true);
        },
      ),
    );
  });
});
