import type { StateRow } from '#modules/territory/index.ts';
import type { PageRequest } from '#platform/module.ts';
import { plansActions } from '../../../policies.ts';
import { listMembers, type MemberRow } from '../../../store/secretariats.ts';
import { deskState, idOf, nothingThere } from '../frame.ts';

/** The organisation that an address names (`:slug`, `:member`), those that left included. @throws Problem 403, 404 */
export async function deskMember(request: PageRequest): Promise<{ state: StateRow; member: MemberRow }> {
  const state = await deskState(request, plansActions.secretariat);
  const id = idOf(request, 'member').toLowerCase();
  const member = (await listMembers(request.services.orm, state.clave)).find((one) => one.id === id);
  if (!member) throw nothingThere();
  return { state, member };
}
