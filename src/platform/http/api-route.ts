import { createRoute, z } from '@hono/zod-openapi';
import type { RouteAccess } from '../module.ts';
import { knownParameters } from './api-parameters.ts';
import { type ApiText, apiText } from './api-text.ts';

type Named<Group extends string> = ApiText extends infer Key
  ? Key extends `${Group}.${infer Name}.summary`
    ? Name
    : never
  : never;

/** The operations that have their texts. */
export type OperationName = Named<'operations'>;

/** The groups that operations are shown in, in this order. */
export const apiTags = ['metrica', 'plans', 'commission', 'territory', 'description'] as const;
export type ApiTag = (typeof apiTags)[number];

/** An error, in every operation: `application/problem+json` (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.string().openapi({ description: apiText('schemas.problem.type'), examples: ['about:blank'] }),
    title: z.string().openapi({ description: apiText('schemas.problem.title'), examples: ['Bad request'] }),
    status: z
      .int()
      .min(400)
      .max(599)
      .openapi({ description: apiText('schemas.problem.status'), examples: [400] }),
    detail: z.string().openapi({
      description: apiText('schemas.problem.detail'),
      examples: ['The value "x" of limit is not valid: it must be a whole number from 1 to 500.'],
    }),
    parameter: z
      .string()
      .optional()
      .openapi({ description: apiText('schemas.problem.parameter'), examples: ['limit'] }),
    request_id: z.string().openapi({
      description: apiText('schemas.problem.request_id'),
      examples: ['xu7GkA3t-1f'],
    }),
  })
  .openapi('Problem', { description: apiText('schemas.problem.about') });

const nothing = z.object({});

function problem(text: ApiText) {
  return { description: apiText(text), content: { 'application/problem+json': { schema: problemSchema } } };
}

function header(text: ApiText) {
  return { description: apiText(text), schema: { type: 'string' as const } };
}

/**
 * A reading route of the API with all that such routes share: its access policy, the refusal of parameters it does
 * not know, entity tags, errors, and the texts of its operation.
 */
export function readRoute<
  Path extends string,
  Body extends z.ZodType,
  Params extends z.ZodObject = typeof nothing,
  Query extends z.ZodObject = typeof nothing,
>(route: {
  /** As OpenAPI writes it: `/api/v1/states/{clave}`. */
  path: Path;
  access: RouteAccess;
  operation: OperationName;
  tag: ApiTag;
  params?: Params;
  query?: Query;
  body: Body;
}) {
  const params = (route.params ?? nothing) as Params;
  const query = (route.query ?? nothing) as Query;
  const paged = 'cursor' in query.shape;
  return createRoute({
    method: 'get',
    path: route.path,
    operationId: route.operation,
    'x-access': route.access,
    tags: [route.tag],
    summary: apiText(`operations.${route.operation}.summary`),
    description: apiText(`operations.${route.operation}.description`),
    middleware: knownParameters(Object.keys(query.shape)),
    request: { params, query },
    responses: {
      200: {
        description: apiText(`operations.${route.operation}.answer`),
        headers: { ETag: header('headers.etag'), ...(paged ? { Link: header('headers.link') } : {}) },
        content: { 'application/json': { schema: route.body } },
      },
      304: { description: apiText('responses.notModified') },
      400: problem('responses.badRequest'),
      ...(route.params ? { 404: problem('responses.notFound') } : {}),
      default: problem('responses.other'),
    },
  });
}
