import type { PageRequest } from '#platform/module.ts';
import { staffPaths } from '../../addresses.ts';
import { type CovenantRow, findCovenant } from '../../store/covenants.ts';
import { idOf, nothingThere } from '../staff.ts';

/** The way to the page of a covenant. */
export const aboveList = ({ page: { t, href } }: PageRequest) => [
  { label: t('commission:covenants.title'), href: href(staffPaths.covenants) },
];

/** A covenant as the address names it. @throws Problem 404 */
export async function covenantOf(request: PageRequest): Promise<CovenantRow> {
  const row = await findCovenant(request.services.orm, idOf(request, 'covenant'));
  if (row) return row;
  throw nothingThere();
}
