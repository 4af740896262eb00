import type { Child } from 'hono/jsx';
import { StaffPage } from '#modules/administration/index.ts';
import { isId } from '#platform/database/identifier.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { type Crumb, type FieldError, type FormValues, Notice } from '#platform/ui/index.ts';
import { staffPaths } from '../addresses.ts';

/** What a form of the staff area shows: what was typed, what was wrong with it, and whether somebody else was quicker. */
export interface Filled {
  values: FormValues;
  errors?: readonly FieldError[];
  /** True where the record changed while the form was filled in. */
  overtaken?: boolean;
}

interface StaffResultOptions {
  title: string;
  lead?: string;
  /** The pages between the start of the Commission's area and this one. */
  above?: readonly Crumb[];
  filled?: Filled;
  children?: Child;
}

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

/** Tells what was just done, as the address says after a form. Other values say nothing. */
function Done({ request: { page, query } }: { request: PageRequest }) {
  const outcome = outcomes.find((each) => each === query.get('hecho'));
  if (!outcome) return null;
  return <Notice kind="done" live title={page.t(`commission:done.${outcome}`)} />;
}

/** A page of the staff area. Where a form came back, its status says why. */
export function staffResult(
  request: PageRequest,
  { title, lead, above = [], filled, children }: StaffResultOptions,
): HtmlResult {
  const { t, href, path } = request.page;
  const status = filled?.overtaken ? 409 : (filled?.errors?.length ?? 0) > 0 ? 422 : 200;
  const start =
    path === staffPaths.start ? [] : [{ label: t('commission:staff.title'), href: href(staffPaths.start) }];
  return {
    kind: 'html',
    status,
    ...(status === 200 ? {} : { failed: true }),
    title,
    description: lead ?? title,
    indexed: false,
    main: (
      <StaffPage request={request} title={title} above={[...start, ...above]} {...(lead ? { lead } : {})}>
        <Done request={request} />
        {children}
      </StaffPage>
    ),
  };
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
