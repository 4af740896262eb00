import type { TopicKind } from '#platform/changes/topics.ts';
import { stateName } from './names.ts';
import { institutionPath, statePath } from './rules/index.ts';
import { findInstitution, listStates } from './store.ts';

/** The federation and the states, by clave. */
export const stateTopics: TopicKind = {
  kind: 'state',
  word: 'entidad',
  keyed: true,
  async find(orm, clave) {
    const state = (await listStates(orm)).find((each) => each.clave === clave);
    return state && { name: (t) => stateName(t, state), path: statePath(state.slug) };
  },
};

/** Institutions, by slug. */
export const institutionTopics: TopicKind = {
  kind: 'institution',
  word: 'institucion',
  keyed: true,
  async find(orm, slug) {
    const institution = await findInstitution(orm, slug);
    const state = (await listStates(orm)).find(({ clave }) => clave === institution?.state);
    if (!institution || !state) return undefined;
    return {
      // Many states have a Secretaría de Salud.
      name: (t) => `${institution.name}, ${stateName(t, state)}`,
      path: institutionPath(slug),
    };
  },
};
