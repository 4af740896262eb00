export {
  institutionPath,
  kindOfSlug,
  kindSlug,
  kindSlugs,
  longestSearch,
  municipalityAnchor,
  orderOfSlug,
  orderSlug,
  orderSlugs,
  statePath,
  UNKNOWN_KIND_SLUG,
} from './addresses.ts';
export {
  CLAVES,
  type Clave,
  FEDERATION,
  isClave,
  isMunicipalityClave,
  type MunicipalityClave,
  parseClave,
  parseMunicipalityClave,
  stateOf,
} from './clave.ts';
export {
  calendarYears,
  dayOfRule,
  type Holiday,
  type HolidayRule,
  holidaysOfYear,
  parseHolidayRule,
} from './holidays.ts';
export {
  INSTITUTION_KINDS,
  type InstitutionKind,
  ORDERS,
  type Order,
  parseKind,
  parseOrder,
} from './kinds.ts';
export { editDistance, nearestNames } from './nearest.ts';
export { matchesWords, normalise } from './normalise.ts';
export { SLUG_LENGTH, slugOf } from './slug.ts';
export { readStateAddress, type StateAddress, type StateNames } from './state-address.ts';
export { STATE_NAMES } from './state-names.ts';
