import {
  FEDERATION,
  listStates,
  readStateAddress,
  type StateRow,
  stateName,
} from '#modules/territory/index.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { HtmlResult, RedirectResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { ErrorPage, queryString } from '#platform/ui/index.ts';
import { exerciseOf, type PlanFigures } from '../board/exercise.ts';
import { statePlansPath } from '../rules/index.ts';
import { wayToBoard } from '../views/ways-on.ts';

type Answer = { answer: RedirectResult | HtmlResult };

/**
 * The state that an address names, or the answer to one that does not: a redirection from another way to write it, or a
 * page that offers the nearest names.
 * @param rest what follows the state in the address: `/1`
 */
export async function findState(
  { page, params, query, services }: PageRequest,
  rest = '',
): Promise<{ state: StateRow } | Answer> {
  const typed = params.slug ?? '';
  const states = (await listStates(services.orm)).filter(({ clave }) => clave !== FEDERATION);
  const address = readStateAddress(states, typed);
  if (address.kind === 'found') return { state: address.state };
  if (address.kind === 'moved') {
    const path = statePlansPath(address.state.slug) + rest + queryString(query, {});
    return { answer: { kind: 'redirect', status: 301, path } };
  }
  return { answer: unknownState(page, typed, address.near) };
}

function unknownState(page: PageRequest['page'], typed: string, near: readonly StateRow[]): HtmlResult {
  const { t, href } = page;
  const title = t('plans:unknownState.title');
  const what = t('plans:unknownState.what', { typed: typed.slice(0, 60) });
  return {
    ...{ kind: 'html', status: 404, title, description: what, indexed: false },
    main: (
      <ErrorPage
        status={404}
        title={title}
        what={what}
        todo={t(near.length > 0 ? 'plans:unknownState.near' : 'plans:unknownState.todo')}
        next={[
          ...near.map((state) => ({
            title: stateName(t, state),
            text: t('territory:claveIs', { clave: state.clave }),
            href: href(statePlansPath(state.slug)),
          })),
          wayToBoard(page),
        ]}
      />
    ),
  };
}

/**
 * The plan that an address names, with its state.
 * @param rest what follows the edition in the address: `/informe`
 * @throws Problem 404 for an edition that the state has not
 */
export async function findPlan(
  request: PageRequest,
  rest = '',
): Promise<{ state: StateRow; plan: PlanFigures } | Answer> {
  const edition = request.params.edition ?? '';
  const found = await findState(request, `/${edition}${rest}`);
  if ('answer' in found) return found;
  const { state } = found;
  const plans = (await exerciseOf(request.services)).byClave.get(state.clave)?.plans ?? [];
  const plan = plans.find((one) => String(one.edition) === edition);
  if (plan) return { state, plan };
  const there = plans.map((one) => one.edition).join(', ');
  throw notFound(
    there === ''
      ? `No tenemos ningún plan de ${state.name}.`
      : `No hay un plan ${edition} de ${state.name}. Hay: ${there}.`,
    there === ''
      ? `We have no plan of ${state.name}.`
      : `There is no plan ${edition} of ${state.name}. There are: ${there}.`,
    'edition',
  );
}
