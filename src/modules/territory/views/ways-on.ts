import type { Entry, PageContext } from '#platform/ui/index.ts';
import { stateInSentence } from '../names.ts';
import { statePath } from '../rules/index.ts';

type Words = Pick<PageContext, 't' | 'href'>;

interface NamedState {
  clave: string;
  slug: string;
  name: string;
}

/** Where pages about governments and institutions lead on to. */
export function wayToStates({ t, href }: Words): Entry {
  return { title: t('territory:states.title'), text: t('territory:next.states'), href: href('/entidades') };
}

export function wayToInstitutions({ t, href }: Words): Entry {
  return {
    title: t('territory:institutions.title'),
    text: t('territory:next.institutions'),
    href: href('/instituciones'),
  };
}

export function wayToMetrica({ t, href }: Words): Entry {
  return {
    title: t('territory:next.metricaTitle'),
    text: t('territory:next.metrica'),
    href: href('/metrica'),
  };
}

export function wayToState({ t, href }: Words, state: NamedState): Entry {
  return {
    title: t('territory:next.stateTitle', { state: stateInSentence(t, state) }),
    text: t('territory:next.state'),
    href: href(statePath(state.slug)),
  };
}

export function wayToInstitutionsOf({ t, href }: Words, state: NamedState): Entry {
  return {
    title: t('territory:next.institutionsOf', { state: stateInSentence(t, state) }),
    text: t('territory:next.institutionsOfText'),
    href: href(`/instituciones?entidad=${state.slug}`),
  };
}
