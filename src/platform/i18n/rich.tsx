import type { Child } from 'hono/jsx';

type Wrap = (text: string) => Child;

/**
 * A translated text with marked parts: `rich('See <method>how</method>.', { method: (s) => <a href="…">{s}</a> })`.
 * A mark without a wrapper is a programming error and throws.
 */
export function rich(text: string, wraps: Record<string, Wrap>): Child[] {
  const parts: Child[] = [];
  let rest = text;
  for (;;) {
    const match = /<(\w+)>(.*?)<\/\1>/s.exec(rest);
    if (!match) break;
    const [whole, name = '', inner = ''] = match;
    const wrap = wraps[name];
    if (!wrap) throw new Error(`Text has the mark <${name}>, which has no wrapper: ${text}`);
    if (match.index > 0) parts.push(rest.slice(0, match.index));
    parts.push(wrap(inner));
    rest = rest.slice(match.index + whole.length);
  }
  if (rest) parts.push(rest);
  return parts;
}
