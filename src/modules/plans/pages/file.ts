import { isId } from '#platform/database/identifier.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { findPlanFile } from '../store/files.ts';

/** `/planes/archivos/<id>`: a document of a secretariat or plan, to be kept: nothing in it runs here. */
export async function filePage({ params, services }: PageRequest): Promise<PageResult> {
  const { id = '' } = params;
  const found = isId(id) ? await findPlanFile(services.orm, id) : undefined;
  if (!found) {
    throw notFound(
      'No hay un archivo en esta dirección. Los documentos están en la página de su estado o de su plan.',
      'There is no file at this address. Documents are on the page of their state or plan.',
      'planFile',
    );
  }
  const { file, contentType, fileName } = found;
  return { kind: 'bytes', contentType, bytes: file, cache: 'revalidate', filename: fileName };
}
