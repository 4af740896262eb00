import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { badRequest, type Problem, type ProblemText } from '../errors/problem.ts';

/**
 * Refuses query parameters that the route does not have, and those given more than once: a misspelt filter that
 * is passed over in silence gives an answer to another question.
 */
export function knownParameters(names: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const asked = new URL(c.req.url).searchParams;
    for (const name of asked.keys()) {
      if (!names.includes(name)) throw unknownParameter(name, names);
      if (asked.getAll(name).length > 1) {
        throw badRequest(
          `El parámetro ${name} está más de una vez.`,
          `Parameter ${name} is given more than once.`,
          name,
        );
      }
    }
    await next();
  };
}

function unknownParameter(name: string, names: readonly string[]): Problem {
  const known = names.join(', ');
  return badRequest(
    `No existe el parámetro «${name}». ${known ? `Aquí puedes usar: ${known}.` : 'Esta dirección no tiene parámetros.'}`,
    `There is no parameter "${name}". ${known ? `Here you can use: ${known}.` : 'This address takes no parameters.'}`,
    name,
  );
}

/** Says in both languages what is wrong with a value, from within a Zod check. */
export function refuse(context: z.core.$RefinementCtx, text: ProblemText): typeof z.NEVER {
  context.addIssue({ code: 'custom', params: { text } });
  return z.NEVER;
}

/** A whole number in a query. @param fallback what counts when the parameter is not there */
export function wholeNumber(min: number, max: number, fallback: number) {
  return z
    .string()
    .transform((text, context) => {
      const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      if (value >= min && value <= max) return value;
      return refuse(context, {
        es: `debe ser un número entero de ${min} a ${max}`,
        en: `it must be a whole number from ${min} to ${max}`,
      });
    })
    .default(fallback)
    .openapi({ type: 'integer', minimum: min, maximum: max, default: fallback });
}

/** A query value that does not pass, as a problem that names the parameter and what it may be. */
export function parameterProblem(issue: z.core.$ZodIssue | undefined, values: unknown): Problem {
  const name = issue?.path.join('.') ?? '';
  const value = (values as Record<string, unknown> | undefined)?.[name];
  const { es, en } = wrongWith(issue);
  return badRequest(
    `El valor «${value}» de ${name} no es válido: ${es}.`,
    `The value "${value}" of ${name} is not valid: ${en}.`,
    name,
  );
}

function wrongWith(issue: z.core.$ZodIssue | undefined): ProblemText {
  switch (issue?.code) {
    case 'custom':
      return (issue.params?.text as ProblemText | undefined) ?? { es: issue.message, en: issue.message };
    case 'invalid_value': {
      const values = issue.values.join(', ');
      return { es: `debe ser uno de ${values}`, en: `it must be one of ${values}` };
    }
    case 'too_big':
      return {
        es: `puede tener hasta ${issue.maximum} caracteres`,
        en: `it may have up to ${issue.maximum} characters`,
      };
    default:
      return { es: 'no tiene la forma que se espera', en: 'it does not have the expected form' };
  }
}
