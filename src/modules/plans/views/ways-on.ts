import { stateInSentence, wayToStates } from '#modules/territory/index.ts';
import type { Entry, PageContext } from '#platform/ui/index.ts';
import { commitmentsPath, comparisonPath, plansPath, statePlansPath } from '../rules/index.ts';

type Words = Pick<PageContext, 't' | 'href'>;

/** Where the pages of the exercise lead on to. */
export function wayToBoard({ t, href }: Words): Entry {
  return { title: t('plans:board.title'), text: t('plans:next.board'), href: href(plansPath) };
}

export function wayToCommitments({ t, href }: Words): Entry {
  return { title: t('plans:list.title'), text: t('plans:next.commitments'), href: href(commitmentsPath) };
}

export function wayToComparison({ t, href }: Words): Entry {
  return { title: t('plans:comparison.title'), text: t('plans:next.comparison'), href: href(comparisonPath) };
}

export function wayToStatePlans(
  { t, href }: Words,
  state: { clave: string; name: string; slug: string },
): Entry {
  return {
    title: t('plans:next.stateTitle', { state: stateInSentence(t, state) }),
    text: t('plans:next.state'),
    href: href(statePlansPath(state.slug)),
  };
}

export const wayToStatePages = wayToStates;
