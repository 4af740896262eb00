import { type StaffResultOptions, staffResult } from '#modules/administration/index.ts';
import {
  FEDERATION,
  listStates,
  readStateAddress,
  type StateRow,
  stateName,
} from '#modules/territory/index.ts';
import { forbidden, personOf } from '#platform/access/access.ts';
import { isId } from '#platform/database/identifier.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import type { Crumb } from '#platform/ui/index.ts';
import { mayDo } from '../../actions/act.ts';
import { type PlansAction, plansActions } from '../../policies.ts';
import { deskPath, planDeskPath, stateDeskPath } from '../../rules/index.ts';
import { type CommitmentRow, commitmentById } from '../../store/commitments.ts';
import { findPlan, type PlanRow, planById } from '../../store/plans.ts';

/** What forms of the desk lead back with, and what it says then. */
const outcomes = ['guardado', 'invitada', 'retirada', 'terminada'] as const;
export type DeskOutcome = (typeof outcomes)[number];

/** A page of the desk; it tells what was just done, as the address says after a form. Other words say nothing. */
export function deskResult(request: PageRequest, options: Omit<StaffResultOptions, 'done'>): HtmlResult {
  const { t, href, path } = request.page;
  const outcome = outcomes.find((each) => each === request.query.get('hecho'));
  const start = path === deskPath ? [] : [{ label: t('desk:title'), href: href(deskPath) }];
  return staffResult(request, {
    ...options,
    above: [...start, ...(options.above ?? [])],
    ...(outcome ? { done: t(`desk:done.${outcome}`) } : {}),
  });
}

/** The way back after something was done. */
export function backTo(path: string, outcome: DeskOutcome): PageResult {
  return { kind: 'redirect', status: 303, path: `${path}?hecho=${outcome}` };
}

/** 404: the address names no record, or none that the reader works on. */
export function nothingThere(): Error {
  return notFound(
    'No hay nada en esta dirección. Búscalo desde tus planes y compromisos en /gestion/planes.',
    'There is nothing at this address. Look for it from your plans and commitments at /en/gestion/planes.',
  );
}

/** The identifier that an address names. @throws Problem 404 for what cannot be one */
export function idOf({ params }: PageRequest, name: string): string {
  const id = params[name] ?? '';
  if (isId(id)) return id;
  throw nothingThere();
}

/** The state that an address names (`:slug`), for somebody who may do this there. @throws Problem 403, 404 */
export async function deskState(request: PageRequest, action: PlansAction): Promise<StateRow> {
  const { services, params } = request;
  const states = (await listStates(services.orm)).filter(({ clave }) => clave !== FEDERATION);
  const address = readStateAddress(states, params.slug ?? '');
  if (address.kind !== 'found') throw nothingThere();
  services.access.require(personOf(request), action, { state: address.state.clave });
  return address.state;
}

/** The plan that an address names (`:slug`, `:edition`), for somebody who may do this there. @throws Problem 403, 404 */
export async function deskPlan(
  request: PageRequest,
  action: PlansAction = plansActions.plan,
): Promise<{ state: StateRow; plan: PlanRow }> {
  const state = await deskState(request, action);
  const edition = request.params.edition ?? '';
  // More digits than an edition can have are no number for the database either.
  const plan = /^\d{1,9}$/.test(edition)
    ? await findPlan(request.services.orm, state.clave, Number(edition))
    : undefined;
  if (!plan) throw nothingThere();
  return { state, plan };
}

/** A commitment with its plan and state. */
export interface DeskCommitment {
  commitment: CommitmentRow;
  plan: PlanRow;
  state: StateRow;
}

/** The commitment that an address names (`:id`), for somebody who may do one of these to it. @throws Problem 403, 404 */
export async function deskCommitment(
  request: PageRequest,
  ...actions: readonly PlansAction[]
): Promise<DeskCommitment> {
  const { services } = request;
  const commitment = await commitmentById(services.orm, idOf(request, 'id'));
  const plan = commitment && (await planById(services.orm, commitment.plan));
  const state = (await listStates(services.orm)).find(({ clave }) => clave === commitment?.state);
  if (!commitment || !plan || !state) throw nothingThere();
  const person = personOf(request);
  if (!actions.some((action) => mayDo(services, person, action, commitment))) throw forbidden();
  return { commitment, plan, state };
}

/** The pages above one of a state's, or of a plan's. */
export function crumbsTo({ t, href }: PageRequest['page'], state: StateRow, plan?: PlanRow): Crumb[] {
  return [
    { label: stateName(t, state), href: href(stateDeskPath(state.slug)) },
    ...(plan
      ? [
          {
            label: t('desk:plan', { edition: plan.edition }),
            href: href(planDeskPath(state.slug, plan.edition)),
          },
        ]
      : []),
  ];
}
