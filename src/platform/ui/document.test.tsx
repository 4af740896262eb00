import { describe, expect, it } from 'vitest';
import { Document } from './document.tsx';
import { rendered, words } from './rendered.tsx';
import { SiteFooter } from './site-footer.tsx';
import { SiteHeader } from './site-header.tsx';

const assets = { stylesheet: '/assets/main.css', scripts: ['/assets/main.js'], font: '/assets/font.woff2' };
const document = (address: string, failed = false) =>
  rendered(
    address,
    <Document
      title={'¿Qué tan "abierto"?'}
      description="a < b"
      assets={assets}
      origin="https://tequio.example"
      canonicalQuery="?medida=t"
      failed={failed}
      header={
        <SiteHeader
          navigation={[
            { label: 'Métrica', href: '/metrica', current: true },
            { label: 'Datos', href: '/datos' },
          ]}
        />
      }
      footer={
        <SiteFooter
          links={[{ label: 'Privacidad', href: '/privacidad' }]}
          sourceCode="/codigo"
          version="1.2.3"
        />
      }
    >
      <h1>Contenido</h1>
    </Document>,
  );

describe('a page', () => {
  const html = document('/metrica/2017?medida=t&pagina=2');

  it('is a whole document in its language', () => {
    expect(html).toMatch(/^<!DOCTYPE html><html lang="es-MX"/);
    expect(document('/en/metrica')).toContain('<html lang="en"');
    expect(html).toContain('<title>¿Qué tan &quot;abierto&quot;? · Tequio</title>');
    expect(html).toContain('<meta name="description" content="a &lt; b"/>');
  });

  it('names its own address and the same page in the other language', () => {
    expect(html).toContain('<link rel="canonical" href="https://tequio.example/metrica/2017?medida=t"/>');
    expect(html).toContain('hreflang="en" href="https://tequio.example/en/metrica/2017?medida=t"');
    expect(html).toContain('hreflang="x-default" href="https://tequio.example/metrica/2017?medida=t"');
  });

  it('lets the keyboard skip to the content', () => {
    expect(html).toMatch(/<body[^>]*><a class="tq-skip" href="#contenido">Ir al contenido<\/a>/);
    expect(html).toContain('<main id="contenido" tabindex="-1"><h1>');
  });

  it('asks only this server, and carries no script or style in line', () => {
    const asked = [
      ...html.matchAll(/<(?:link rel="(?:preload|stylesheet|icon|apple-touch-icon)"|script|img)[^>]*>/g),
    ];
    expect(asked.length).toBeGreaterThan(4);
    for (const [tag] of asked) expect(tag).toMatch(/(?:href|src)="\/[^/]/);
    expect(html).not.toMatch(/<style|style="|<script(?![^>]* src=)|\son\w+="/);
  });

  it('says first in its title that a form has errors', () => {
    expect(document('/x', true)).toContain('<title>Error: ¿Qué tan');
  });

  it('shows itself in its language where it is shared', () => {
    expect(html).toContain('<meta property="og:image" content="https://tequio.example/share-es.png"/>');
    expect(document('/en')).toContain('share-en.png');
  });
});

describe('the header', () => {
  it('leads to the same page, with the same choices, in the other language', () => {
    expect(document('/metrica/2017?medida=t')).toContain(
      '<a class="tq-header__language" href="/en/metrica/2017?medida=t" lang="en" hreflang="en">English</a>',
    );
    expect(document('/en')).toContain('href="/" lang="es-MX" hreflang="es-MX">Español</a>');
  });

  it('marks the section that the page belongs to', () => {
    expect(document('/metrica')).toContain('<a href="/metrica" aria-current="true">Métrica</a>');
    expect(document('/metrica')).toContain('<a href="/datos">Datos</a>');
  });

  it('has a name that leads home', () => {
    expect(document('/en/metrica')).toMatch(
      /<a class="tq-header__home" href="\/en"><svg.*?Tequio, go to the home page/,
    );
  });
});

describe('the footer', () => {
  it('says what this is and under what terms', () => {
    const text = words(document('/'));
    expect(text).toContain('Tequio: el trabajo de todos por el bien común.');
    expect(text).toContain('Código abierto , con licencia Apache 2.0.');
    expect(text).toContain('Versión 1.2.3.');
    expect(document('/')).toContain('<a href="/codigo">Código abierto</a>');
  });
});
