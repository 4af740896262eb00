const browsers: readonly (readonly [string, RegExp])[] = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\b(OPR|Opera|OPiOS)\b/],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /(Chrome|Chromium|CriOS)\//],
  ['Safari', /\bVersion\/[\d.]+.*\bSafari\//],
];

const systems: readonly (readonly [string, RegExp])[] = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
];

/** What people recognise a browser by: its name and the system it runs on. */
export interface BrowserName {
  browser: string | null;
  system: string | null;
}

const parting = ' / ';

/**
 * What is kept of a browser's description (`User-Agent`), `Firefox / Android`: no version and nothing else that would
 * tell one device from another. Null where neither browser nor system is known.
 */
export function keptBrowserName(userAgent: string | null | undefined): string | null {
  const text = (userAgent ?? '').slice(0, 500);
  const named = (list: typeof browsers) => list.find(([, sign]) => sign.test(text))?.[0] ?? '';
  const [browser, system] = [named(browsers), named(systems)];
  return browser || system ? browser + parting + system : null;
}

/** What was kept, taken apart again. */
export function browserName(kept: string | null): BrowserName {
  const [browser, system] = (kept ?? '').split(parting);
  return { browser: browser || null, system: system || null };
}
