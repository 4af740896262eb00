// Draws the files of `public/` anew from the drawings: node src/platform/ui/brand/rasterise.ts
import { readFileSync, writeFileSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';
import { drawings, shareImage, smallIcon, touchIcon } from './files.ts';

const root = new URL('../../../../', import.meta.url);
const fontFile =
  'node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2';
const font = `@font-face{font-family:"Atkinson Hyperlegible Next";font-weight:200 800;src:url(data:font/woff2;base64,${readFileSync(new URL(fontFile, root)).toString('base64')})}`;

async function png(browser: Browser, svg: string, width: number, height: number): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width, height } });
  const sized = svg.replace('<svg ', `<svg width="${width}" height="${height}" style="display:block" `);
  await page.setContent(`<style>${font}body{margin:0;background:transparent}</style>${sized}`);
  await page.evaluate(() => document.fonts.ready);
  const image = await page.screenshot({ omitBackground: true });
  await page.close();
  return image;
}

/** An icon file that holds PNG images, each `[size in pixels, PNG]`. */
function ico(images: readonly (readonly [number, Buffer])[]): Buffer {
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  images.forEach(([size, image], i) => {
    const at = 6 + 16 * i;
    head.writeUInt8(size, at);
    head.writeUInt8(size, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(image.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += image.length;
  });
  return Buffer.concat([head, ...images.map(([, image]) => image)]);
}

const write = (name: string, content: string | Buffer) =>
  writeFileSync(new URL(`public/${name}`, root), content);
const flags = chromium.args.filter((flag) => flag !== '--single-process' && flag !== '--no-zygote');
const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  args: [...flags, '--no-sandbox'],
});
for (const [name, svg] of Object.entries(drawings)) write(name, svg);
const favicon = drawings['favicon.svg'] ?? '';
write(
  'favicon.ico',
  ico([
    [16, await png(browser, smallIcon, 16, 16)],
    [32, await png(browser, favicon, 32, 32)],
  ]),
);
write('apple-touch-icon.png', await png(browser, touchIcon, 180, 180));
for (const lang of ['es', 'en'] as const)
  write(`share-${lang}.png`, await png(browser, shareImage(lang), 1200, 630));
await browser.close();
