import type { Child } from 'hono/jsx';
import type { HtmlResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { type Crumb, type FieldError, type FormValues, Notice } from '#platform/ui/index.ts';
import { StaffPage } from './staff-page.tsx';

/** What a form of the staff area shows: what was typed, what was wrong with it, and whether somebody else was quicker. */
export interface Filled {
  values: FormValues;
  errors?: readonly FieldError[];
  /** True where the record changed while the form was filled in. */
  overtaken?: boolean;
}

export interface StaffResultOptions {
  title: string;
  lead?: string;
  /** The pages between `Gestión` and this one. */
  above?: readonly Crumb[];
  filled?: Filled;
  /** What was just done, in words. */
  done?: string | undefined;
  children?: Child;
}

/** A page of the staff area. Where a form came back, its status says why: 422 for errors, 409 where it was overtaken. */
export function staffResult(
  request: PageRequest,
  { title, lead, above = [], filled, done, children }: StaffResultOptions,
): HtmlResult {
  const status = filled?.overtaken ? 409 : (filled?.errors?.length ?? 0) > 0 ? 422 : 200;
  return {
    kind: 'html',
    status,
    ...(status === 200 ? {} : { failed: true }),
    title,
    description: lead ?? title,
    indexed: false,
    main: (
      <StaffPage request={request} title={title} above={above} {...(lead ? { lead } : {})}>
        {done ? <Notice kind="done" live title={done} /> : null}
        {children}
      </StaffPage>
    ),
  };
}
