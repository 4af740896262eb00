import type { PageRoute } from '#platform/module.ts';
import { institutionPage } from './institution.tsx';
import { institutionsCsv, institutionsJson, institutionsPage } from './institutions.tsx';
import { municipalitiesCsv, municipalitiesJson, municipalitiesPage } from './municipalities.tsx';
import { statePage } from './state.tsx';
import { statesCsv, statesJson, statesPage } from './states.tsx';

function route(path: PageRoute['path'], handle: PageRoute['handle']): PageRoute {
  return { path, access: 'public', cache: 'data', handle };
}

export const pages: readonly PageRoute[] = [
  route('/entidades', statesPage),
  route('/entidades.csv', statesCsv),
  route('/entidades.json', statesJson),
  route('/entidades/:slug/municipios', municipalitiesPage),
  route('/entidades/:slug/municipios.csv', municipalitiesCsv),
  route('/entidades/:slug/municipios.json', municipalitiesJson),
  route('/entidades/:slug', statePage),
  route('/instituciones', institutionsPage),
  route('/instituciones.csv', institutionsCsv),
  route('/instituciones.json', institutionsJson),
  route('/instituciones/:slug', institutionPage),
];
