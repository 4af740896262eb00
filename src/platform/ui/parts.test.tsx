import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { Downloads, fileSize } from './downloads.tsx';
import { NextSteps } from './entries.tsx';
import { ErrorPage } from './error-page.tsx';
import { BigFigure, NoData } from './figures.tsx';
import { LinkSwitch } from './link-switch.tsx';
import { Pagination, pageNumbers } from './pagination.tsx';
import { rendered, words } from './rendered.tsx';
import { FilterForm, SearchBox } from './search.tsx';
import { Notice } from './status.tsx';
import { SummaryList } from './summary-list.tsx';

describe('the pages of a long list', () => {
  it('are the first, the last and those around this one', () => {
    expect(pageNumbers(10, 40)).toEqual([1, null, 9, 10, 11, null, 40]);
    expect(pageNumbers(1, 1)).toEqual([1]);
    expect(pageNumbers(3, 5)).toEqual([1, 2, 3, 4, 5]);
  });

  it('rise, and leave out nothing without a sign of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (a, b) => {
        const [page, pages] = [Math.min(a, b), Math.max(a, b)];
        const shown = pageNumbers(page, pages);
        expect(shown).toContain(page);
        expect(shown.length).toBeLessThanOrEqual(9);
        shown.forEach((n, i) => {
          const before = shown[i - 1];
          if (n !== null && typeof before === 'number') expect(n).toBe(before + 1);
          if (n === null) expect((shown[i + 1] ?? 0) - (before ?? 0)).toBeGreaterThan(2);
        });
      }),
    );
  });

  it('are not offered where there is only one', () => {
    expect(rendered('/', <Pagination page={1} pages={1} />)).toBe('');
  });

  it('say which one this is', () => {
    expect(rendered('/x?q=a', <Pagination page={2} pages={3} />)).toContain(
      'href="/x?q=a&amp;pagina=2" aria-label="Página 2" aria-current="page"',
    );
  });
});

describe('a filter', () => {
  const filter = (address: string) =>
    rendered(
      address,
      <FilterForm label="Filtra" fields={['nivel']}>
        {null}
      </FilterForm>,
    );

  it('keeps the other choices but not the page number', () => {
    const html = filter('/i?orden=ga&nivel=estatal&pagina=3');
    expect(html).toContain('<input type="hidden" name="orden" value="ga"/>');
    expect(html).not.toContain('name="pagina"');
    expect(html).not.toContain('name="nivel"');
  });

  it('offers to be taken away only when it is on', () => {
    expect(filter('/i?orden=ga&nivel=estatal&pagina=3')).toContain(
      '<a href="/i?orden=ga">Quitar filtros</a>',
    );
    expect(filter('/i?orden=ga&nivel=')).not.toContain('Quitar filtros');
  });
});

describe('the search box', () => {
  it('keeps what was searched, with its label and the names it can offer', () => {
    const html = rendered(
      '/',
      <SearchBox action="/buscar" label="Tu estado" value={'"x"'} suggestions={['Oaxaca']} />,
    );
    expect(html).toContain('<label class="govuk-label" for="q">Tu estado</label>');
    expect(html).toContain('value="&quot;x&quot;" list="q-nombres"');
    expect(html).toContain('<datalist id="q-nombres"><option value="Oaxaca"></option></datalist>');
  });
});

describe('a choice among views', () => {
  it('says which one is shown', () => {
    const items = [
      { label: 'Índice', href: '?medida=ga', current: true },
      { label: 'Transparencia', href: '?medida=t', current: false },
    ];
    const html = rendered('/', <LinkSwitch id="medida" label="Medida" items={items} />);
    expect(html).toContain('<nav class="tq-switch" aria-labelledby="medida">');
    expect(html.match(/aria-current="true"/g)).toHaveLength(1);
    expect(html).toContain('<ul class="tq-switch__row">');
  });

  it('stands in a list where there are too many for a row', () => {
    const items = ['a', 'b', 'c', 'd', 'e'].map((label) => ({
      label,
      href: `?x=${label}`,
      current: label === 'a',
    }));
    const html = rendered('/', <LinkSwitch id="x" label="X" items={items} />);
    expect(html).toContain('<ul class="tq-switch__list">');
  });
});

describe('downloads', () => {
  it('tell their format and size', () => {
    const html = rendered(
      '/',
      <Downloads
        items={[
          { href: '/a.csv', format: 'CSV', bytes: 1234 },
          { href: 'https://x.mx/b', format: 'PDF' },
        ]}
      />,
    );
    expect(words(html)).toBe('Descarga los datos: CSV 1 kB · PDF');
    expect(html).toContain('<a href="https://x.mx/b">PDF</a>');
  });

  it('say what they hold to those who hear a link alone, unless a label says it', () => {
    const html = rendered(
      '/',
      <Downloads
        of="Compromisos"
        items={[
          { href: '/a.csv', format: 'CSV' },
          { href: '/b.csv', format: 'CSV', label: 'Hitos' },
        ]}
      />,
    );
    expect(words(html)).toBe('Descarga los datos: CSV (Compromisos) · Hitos, CSV');
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [999_600, '1.0 MB'],
    [1_290_000, '1.3 MB'],
    [45_000_000, '45 MB'],
    [2.5e15, '2500 TB'],
  ])('%i bytes are %s', (bytes, text) => {
    expect(fileSize(bytes)).toBe(text.replace(' ', '\u00a0'));
  });
});

describe('what is not known', () => {
  it('is said, with its reason', () => {
    expect(words(rendered('/', <NoData reason="no se publicó" />))).toBe('sin dato (no se publicó)');
    expect(words(rendered('/en', <NoData />))).toBe('no data');
  });
});

describe('the outcome of an act', () => {
  it('is said at once by screen readers', () => {
    expect(rendered('/', <Notice kind="done" title="Guardado" live />)).toContain('role="status"');
    expect(words(rendered('/', <Notice kind="warning">Cuidado</Notice>))).toBe('Atención Cuidado');
  });
});

describe('a page that could not be given', () => {
  const html = rendered(
    '/nada',
    <ErrorPage
      status={404}
      title="No encontramos esta página"
      what="No existe <x>."
      todo="Revísala."
      requestId="r-1"
    />,
  );

  it('says what happened, what to do and under which number', () => {
    expect(words(html)).toContain('Error 404 No encontramos esta página No existe &lt;x&gt;. Revísala.');
    expect(html).toContain('<code>r-1</code>');
  });

  it('shows the way on', () => {
    expect(html).toContain('href="/entidades"');
  });
});

describe('small parts', () => {
  it('the way here begins at home', () => {
    const html = rendered(
      '/en/metrica/2017',
      <Breadcrumbs items={[{ label: 'Metric', href: '/en/metrica' }]} />,
    );
    expect(words(html)).toBe('Home Metric');
    expect(html).toContain('aria-label="Where you are"');
    expect(html).toContain('href="/en"');
  });

  it('the way on has a heading', () => {
    const html = rendered('/', <NextSteps items={[{ title: 'Cambia los pesos', href: '/s' }]} />);
    expect(html).toContain('<h2 id="que-sigue">Qué sigue</h2>');
    expect(html).toContain('<h3><a href="/s">Cambia los pesos</a></h3>');
  });

  it('a figure is read with its unit', () => {
    expect(words(rendered('/', <BigFigure value="0.48" unit="de 1" caption="El país" />))).toBe(
      '0.48 de 1 El país',
    );
  });

  it('an action says what it acts on', () => {
    const row = {
      key: 'Estado',
      value: 'Oaxaca',
      action: { href: '/c', label: 'Cambiar', about: 'el estado' },
    };
    expect(words(rendered('/', <SummaryList rows={[row]} />))).toBe('Estado Oaxaca Cambiar el estado');
  });
});
