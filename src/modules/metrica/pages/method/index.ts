import type { PageRoute } from '#platform/module.ts';
import { methodologyCsv, methodologyJson, methodologyPage } from './methodology.tsx';
import { simulatorCsv, simulatorJson, simulatorPage } from './simulator.tsx';
import { verificationCsv, verificationJson, verificationPage } from './verification.tsx';

function route(path: `/${string}`, handle: PageRoute['handle']): PageRoute {
  return { path, access: 'public', cache: 'data', handle };
}

/** How the Métrica is made, whether our figures agree with the official ones, and what other weights would do. */
export const methodPages: readonly PageRoute[] = [
  route('/metrica/metodologia', methodologyPage),
  route('/metrica/metodologia.csv', methodologyCsv),
  route('/metrica/metodologia.json', methodologyJson),
  route('/metrica/verificacion', verificationPage),
  route('/metrica/verificacion.csv', verificationCsv),
  route('/metrica/verificacion.json', verificationJson),
  route('/metrica/simulador', simulatorPage),
  route('/metrica/simulador.csv', simulatorCsv),
  route('/metrica/simulador.json', simulatorJson),
];
