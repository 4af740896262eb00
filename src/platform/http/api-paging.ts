import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { badRequest, type Problem } from '../errors/problem.ts';
import { wholeNumber } from './api-parameters.ts';
import { apiText } from './api-text.ts';

/** The most items that one answer of a list holds. */
export const largestPage = 500;

/** How many it holds when the client does not say. */
export const usualPage = 100;

/** The parameters of a list that is given in pages. */
export const pagingParameters = {
  limit: wholeNumber(1, largestPage, usualPage).openapi({
    param: { description: apiText('parameters.limit'), example: 2 },
  }),
  cursor: z
    .string()
    .optional()
    .openapi({ param: { description: apiText('parameters.cursor') } }),
};

/** A page of a list: its items, how many there are in all, and where it goes on. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    total: z
      .int()
      .min(0)
      .openapi({ description: apiText('schemas.page.total') }),
    next: z
      .string()
      .nullable()
      .openapi({ format: 'uri-reference', description: apiText('schemas.page.next') }),
    items: z.array(item).openapi({ description: apiText('schemas.page.items') }),
  });
}

/** Where a page ended: the sort key of its last item and what tells equal ones apart. */
export type Position = readonly (string | number | null)[];

/** What a cursor belongs to: the address and everything in its query that decides which items come in which order. */
function fingerprint(c: Context): string {
  const { pathname, searchParams } = new URL(c.req.url);
  const query = [...searchParams]
    .filter(([name]) => !(name in pagingParameters))
    .map(([name, value]) => `${name}=${value}`);
  return createHash('sha256')
    .update([pathname, ...query.sort()].join('\n'))
    .digest('base64url')
    .slice(0, 8);
}

/** The address of the page after a position; also told in the `Link` header (RFC 8288). */
export function nextPage(c: Context, position: Position): string {
  const { pathname, searchParams } = new URL(c.req.url);
  const cursor = Buffer.from(JSON.stringify([fingerprint(c), ...position])).toString('base64url');
  searchParams.set('cursor', cursor);
  const address = `${pathname}?${searchParams}`;
  c.header('Link', `<${address}>; rel="next"`);
  return address;
}

/**
 * The position that a cursor stands for; undefined without one.
 * @throws Problem 400 for a text that is no cursor, or the cursor of another query
 */
export function positionOf<const Shape extends z.ZodType<Position>>(
  c: Context,
  cursor: string | undefined,
  shape: Shape,
): z.output<Shape> | undefined {
  if (cursor === undefined) return undefined;
  const [belongsTo, ...position] = decode(cursor);
  const read = shape.safeParse(position);
  if (typeof belongsTo !== 'string' || !read.success) throw badCursor();
  if (belongsTo !== fingerprint(c)) {
    throw badRequest(
      'Este cursor es de otra consulta: úsalo con los mismos filtros y el mismo orden, o empieza sin cursor.',
      'This cursor belongs to another query: use it with the same filters and order, or start without a cursor.',
      'cursor',
    );
  }
  return read.data;
}

function decode(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

function badCursor(): Problem {
  return badRequest(
    'El cursor no es válido: usa el que viene en «next», sin cambiarlo.',
    'The cursor is not valid: use the one that comes in "next", unchanged.',
    'cursor',
  );
}
