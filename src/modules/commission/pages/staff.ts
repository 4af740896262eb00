import { type StaffResultOptions, staffResult as staffPage } from '#modules/administration/index.ts';
import { isId } from '#platform/database/identifier.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { staffPaths } from '../addresses.ts';

export type { Filled } from '#modules/administration/index.ts';

const outcomes = [
  'guardado',
  'convocada',
  'cancelada',
  'abierta',
  'sin-quorum',
  'mocion',
  'votos',
  'decidida',
  'terminada',
  'minuta',
  'acuerdo',
  'integrante',
  'borrada',
] as const;

/** A page of the Commission's part of the staff area; it tells what was just done, as the address says after a form. */
export function staffResult(request: PageRequest, options: Omit<StaffResultOptions, 'done'>): HtmlResult {
  const { t, href, path } = request.page;
  const outcome = outcomes.find((each) => each === request.query.get('hecho'));
  const start =
    path === staffPaths.start ? [] : [{ label: t('commission:staff.title'), href: href(staffPaths.start) }];
  return staffPage(request, {
    ...options,
    above: [...start, ...(options.above ?? [])],
    ...(outcome ? { done: t(`commission:done.${outcome}`) } : {}),
  });
}

/** The way back after something was done. */
export function backTo(path: string, done: (typeof outcomes)[number]): PageResult {
  return { kind: 'redirect', status: 303, path: `${path}?hecho=${done}` };
}

/** 404: the address names no record. */
export function nothingThere(): Error {
  return notFound(
    'No hay nada con esta dirección. Búscalo desde la página de la Comisión.',
    'There is nothing at this address. Look for it from the page of the Commission.',
  );
}

/** The identifier that an address names. @throws Problem 404 for what cannot be one */
export function idOf({ params }: PageRequest, name: string): string {
  const id = params[name] ?? '';
  if (isId(id)) return id;
  throw nothingThere();
}
