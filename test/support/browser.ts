import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium as playwright, type Request } from 'playwright-core';
import { isRecording, noteCookies, noteForm, noteLink } from './log-record.ts';

const installed = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser that npm brings on Linux x64; elsewhere one that is installed. */
async function executable(): Promise<string> {
  if (process.platform === 'linux' && process.arch === 'x64') return chromium.executablePath();
  const found = installed.find((path) => path && existsSync(path));
  if (!found)
    throw new Error('No Chromium or Chrome was found: install one, or set CHROME_PATH to its program.');
  return found;
}

async function noteRequest(request: Request): Promise<void> {
  noteLink(request.url());
  const headers = request.headers();
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    noteForm(request.postData() ?? '');
  }
  // The page may be gone before the browser tells the cookies.
  const { cookie = '' } = await request.allHeaders().catch(() => headers);
  noteCookies(cookie);
}

/** Notes what is typed and sent, so that it can be looked for in the servers' logs. */
function noteTraffic(context: BrowserContext): void {
  context.on('request', (request) => void noteRequest(request));
}

/** A headless browser that looks nothing up by itself. */
export async function openBrowser(): Promise<Browser> {
  const browser = await playwright.launch({
    executablePath: await executable(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--hide-scrollbars',
    ],
  });
  if (isRecording()) browser.on('context', noteTraffic);
  return browser;
}
