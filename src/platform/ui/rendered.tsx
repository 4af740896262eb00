import type { Child } from 'hono/jsx';
import { pageContext } from '../http/frame.tsx';
import { PageProvider } from './page-context.ts';

/** For tests: what a component writes on the page at an address, `/en/metrica?pagina=2`. */
export function rendered(address: string, content: Child): string {
  const page = pageContext(new URL(address, 'http://tequio.test'));
  return (<PageProvider value={page}>{content}</PageProvider>).toString() as string;
}

/** For tests: what a reader reads, without markup. */
export function words(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
