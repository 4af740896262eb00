import { isId } from '#platform/database/identifier.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { PageRequest } from '#platform/module.ts';
import type { CommitmentRow } from '../store/commitments.ts';
import { publishedCommitment } from '../store/published.ts';

/**
 * The commitment that an address names.
 * @throws Problem 404 where there is none that everybody may see
 */
export async function findCommitment({ params, services }: PageRequest): Promise<CommitmentRow> {
  const id = params.id ?? '';
  const found = isId(id) ? await publishedCommitment(services.orm, id) : undefined;
  if (found) return found;
  throw notFound(
    'No hay un compromiso en esta dirección. Búscalo en /compromisos.',
    'There is no commitment at this address. Look for it at /en/compromisos.',
    'id',
  );
}
