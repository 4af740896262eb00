import { badRequest } from '#platform/errors/problem.ts';

/** The name of the query parameter that chooses an edition. */
export const editionParameter = 'edicion';

/**
 * The year that `?edicion=2017` asks for, or the given one where the address names none.
 * @param years the editions that the page can show
 * @throws Problem 400 naming them
 */
export function askedYear(query: URLSearchParams, years: readonly number[], otherwise: number): number {
  const asked = query.get(editionParameter);
  if (asked === null) return otherwise;
  const year = years.find((known) => String(known) === asked);
  if (year !== undefined) return year;
  const list = years.join(', ');
  throw badRequest(
    `Aquí no hay una edición «${asked}» de la Métrica. Hay: ${list}.`,
    `There is no edition "${asked}" of the Métrica here. There are: ${list}.`,
    editionParameter,
  );
}
