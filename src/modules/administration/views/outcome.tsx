import type { PageRequest } from '#platform/module.ts';
import { Notice } from '#platform/ui/index.ts';

/** What was just done, as the address says after a form. Other values say nothing. */
const outcomes = ['dado', 'enviado', 'retirado', 'sesiones', 'guardado'] as const;

/** Tells what was just done. */
export function Outcome({ request: { page, query } }: { request: PageRequest }) {
  const done = outcomes.find((outcome) => outcome === query.get('hecho'));
  if (!done) return null;
  return (
    <Notice kind="done" live title={page.t(`administration:done.${done}.title`)}>
      <p>{page.t(`administration:done.${done}.text`)}</p>
    </Notice>
  );
}
