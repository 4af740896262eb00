import type { HtmlResult, RedirectResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { queryString } from '#platform/ui/index.ts';
import { stateName } from '../names.ts';
import { readStateAddress, statePath } from '../rules/index.ts';
import { listStates, type StateRow } from '../store.ts';
import { wayToStates } from '../views/ways-on.ts';
import { nothingThere } from './nothing-there.tsx';

/**
 * The state that an address names, or the answer to one that does not: a redirection from another way to write it
 * (`/entidades/20`, `/entidades/OAXACA`), or a page that offers the nearest names.
 * @param rest what follows the state in the address: `/municipios`
 */
export async function findState(
  request: PageRequest,
  rest = '',
): Promise<{ state: StateRow } | { answer: RedirectResult | HtmlResult }> {
  const { page, params, query, services } = request;
  const typed = params.slug ?? '';
  const address = readStateAddress(await listStates(services.orm), typed);
  if (address.kind === 'found') return { state: address.state };
  if (address.kind === 'moved') {
    const path = statePath(address.state.slug) + rest + queryString(query, {});
    return { answer: { kind: 'redirect', status: 301, path } };
  }
  return { answer: unknownState(page, typed, address.near) };
}

function unknownState(page: PageRequest['page'], typed: string, near: readonly StateRow[]): HtmlResult {
  const { t, href } = page;
  return nothingThere({
    title: t('territory:unknownState.title'),
    what: t('territory:unknownState.what', { typed: typed.slice(0, 60) }),
    todo: near.length > 0 ? t('territory:unknownState.near') : t('territory:unknownState.todo'),
    near: near.map((state) => ({
      title: stateName(t, state),
      text: t('territory:claveIs', { clave: state.clave }),
      href: href(statePath(state.slug)),
    })),
    otherwise: wayToStates(page),
  });
}
