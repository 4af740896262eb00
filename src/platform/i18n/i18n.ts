import { createInstance, type PostProcessorModule, type TFunction } from 'i18next';
import { defaultLang, type Lang } from './languages.ts';
import { english, spanish } from './resources.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof spanish;
    returnNull: false;
  }
}

/** Spanish joins *de* and *a* to the article that follows: a place named `el Estado de México` is written of as `del Estado de México`. */
const contractions: PostProcessorModule = {
  type: 'postProcessor',
  name: 'contractions',
  process: (text, _key, options: { lng?: string }) =>
    options.lng === 'es-MX' ? text.replace(/(?<!\p{L})([Dd]e|[Aa]) el(?!\p{L})/gu, '$1l') : text,
};

const instance = createInstance({
  lng: defaultLang,
  fallbackLng: false,
  defaultNS: 'common',
  ns: Object.keys(spanish),
  resources: { 'es-MX': spanish, en: english },
  interpolation: { escapeValue: false },
  initAsync: false,
  returnNull: false,
  postProcess: [contractions.name],
});
instance.use(contractions).init();

/** Names of the text files; keys are written `namespace:key`, and those of `common` may stand alone. */
export type Namespaces = [
  'common',
  'accounts',
  'administration',
  'charts',
  'commission',
  'errors',
  'factors',
  'home',
  'identity',
  'ledger',
  'mail',
  'method',
  'metrica',
  'plans',
  'site',
  'subscriptions',
  'territory',
  'desk',
  'imports',
  'promises',
  'reminders',
  'secretariats',
  'uploads',
];

/** Gives the text of a key in one language. */
export type Translate = TFunction<Namespaces>;

/** The translator of a language. Keys are typed: `t('metrica:edition.title')`; values are inserted as given, JSX escapes them. */
export function translator(lang: Lang): Translate {
  return instance.getFixedT(lang) as Translate;
}
