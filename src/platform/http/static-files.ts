import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { PageAssets } from '../ui/index.ts';
import { encodedBody } from './encoding.ts';
import type { Entry } from './page-cache.ts';
import { securityHeaders } from './security-headers.ts';

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

const compressible = new Set(['.css', '.js', '.json', '.svg', '.txt', '.webmanifest']);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/**
 * Every file of the built site by its address, read once at start: the set is small, and a request can
 * only ever name a file that was there. Files with a digest in their name may be kept for ever.
 */
export function readStaticFiles(folder: string): Map<string, Entry> {
  const files = new Map<string, Entry>();
  for (const path of filesBelow(folder)) {
    const address = `/${relative(folder, path).split(sep).join('/')}`;
    const extension = extname(path);
    const contentType = contentTypes[extension];
    if (address.startsWith('/.') || !contentType || !statSync(path).isFile()) continue;
    files.set(address, {
      status: 200,
      headers: {
        ...securityHeaders,
        'content-type': contentType,
        'cache-control': address.startsWith('/assets/')
          ? 'public, max-age=31536000, immutable'
          : 'public, max-age=86400',
        vary: 'Accept-Encoding',
      },
      body: encodedBody(readFileSync(path), compressible.has(extension)),
    });
  }
  return files;
}

/** Reads the build's manifest. @throws Error when the site has not been built. */
export function readBuiltAssets(folder: string): PageAssets {
  const manifest: Record<string, { file: string; css?: string[]; assets?: string[] }> = JSON.parse(
    readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8'),
  );
  const styles = manifest['src/styles/main.scss'];
  const font = Object.values(manifest).find((entry) => entry.file.endsWith('.woff2'));
  if (!styles || !font) throw new Error(`The build in ${folder} lacks its styles or its font.`);
  const built = Object.entries(manifest).flatMap(([source, { file }]): [string, string][] => {
    const name = /^src\/browser\/([^/]+)\.ts$/.exec(source)?.[1];
    return name === undefined ? [] : [[name, `/${file}`]];
  });
  // Only the development build has this one, and every page of it loads it.
  const { reload, ...pageScripts } = Object.fromEntries(built);
  return {
    stylesheet: `/${styles.file}`,
    scripts: reload ? [reload] : [],
    pageScripts,
    font: `/${font.file}`,
  };
}
