/** What we add to the sources' states: slug, ISO 3166-2 code (without `MX-`), everyday name, and other names in use. */
export interface StateNames {
  clave: string;
  slug: string;
  code: string;
  name: string;
  aliases: readonly string[];
}

/**
 * The federation and the 32 states. The name is the one people use, which differs from the official one for Coahuila,
 * Estado de México, Michoacán and Veracruz. The aliases are those that data sets write and that do not come from the
 * name or the official name by leaving out accents: `NuevoLeon` and `Federal` are in the 2017 base.
 */
export const STATES: readonly StateNames[] = [
  {
    clave: '00',
    slug: 'federacion',
    code: 'FED',
    name: 'Federación',
    aliases: ['Federal', 'Gobierno Federal'],
  },
  { clave: '01', slug: 'aguascalientes', code: 'AGU', name: 'Aguascalientes', aliases: [] },
  {
    clave: '02',
    slug: 'baja-california',
    code: 'BCN',
    name: 'Baja California',
    aliases: ['Baja California Norte'],
  },
  { clave: '03', slug: 'baja-california-sur', code: 'BCS', name: 'Baja California Sur', aliases: [] },
  { clave: '04', slug: 'campeche', code: 'CAM', name: 'Campeche', aliases: [] },
  { clave: '05', slug: 'coahuila', code: 'COA', name: 'Coahuila', aliases: [] },
  { clave: '06', slug: 'colima', code: 'COL', name: 'Colima', aliases: [] },
  { clave: '07', slug: 'chiapas', code: 'CHP', name: 'Chiapas', aliases: [] },
  { clave: '08', slug: 'chihuahua', code: 'CHH', name: 'Chihuahua', aliases: [] },
  {
    clave: '09',
    slug: 'ciudad-de-mexico',
    code: 'CMX',
    name: 'Ciudad de México',
    aliases: ['CDMX', 'Distrito Federal', 'DF'],
  },
  { clave: '10', slug: 'durango', code: 'DUR', name: 'Durango', aliases: [] },
  { clave: '11', slug: 'guanajuato', code: 'GUA', name: 'Guanajuato', aliases: [] },
  { clave: '12', slug: 'guerrero', code: 'GRO', name: 'Guerrero', aliases: [] },
  { clave: '13', slug: 'hidalgo', code: 'HID', name: 'Hidalgo', aliases: [] },
  { clave: '14', slug: 'jalisco', code: 'JAL', name: 'Jalisco', aliases: [] },
  {
    clave: '15',
    slug: 'estado-de-mexico',
    code: 'MEX',
    name: 'Estado de México',
    aliases: ['Edomex', 'México'],
  },
  { clave: '16', slug: 'michoacan', code: 'MIC', name: 'Michoacán', aliases: [] },
  { clave: '17', slug: 'morelos', code: 'MOR', name: 'Morelos', aliases: [] },
  { clave: '18', slug: 'nayarit', code: 'NAY', name: 'Nayarit', aliases: [] },
  { clave: '19', slug: 'nuevo-leon', code: 'NLE', name: 'Nuevo León', aliases: ['NuevoLeon'] },
  { clave: '20', slug: 'oaxaca', code: 'OAX', name: 'Oaxaca', aliases: [] },
  { clave: '21', slug: 'puebla', code: 'PUE', name: 'Puebla', aliases: [] },
  { clave: '22', slug: 'queretaro', code: 'QUE', name: 'Querétaro', aliases: [] },
  { clave: '23', slug: 'quintana-roo', code: 'ROO', name: 'Quintana Roo', aliases: [] },
  { clave: '24', slug: 'san-luis-potosi', code: 'SLP', name: 'San Luis Potosí', aliases: [] },
  { clave: '25', slug: 'sinaloa', code: 'SIN', name: 'Sinaloa', aliases: [] },
  { clave: '26', slug: 'sonora', code: 'SON', name: 'Sonora', aliases: [] },
  { clave: '27', slug: 'tabasco', code: 'TAB', name: 'Tabasco', aliases: [] },
  { clave: '28', slug: 'tamaulipas', code: 'TAM', name: 'Tamaulipas', aliases: [] },
  { clave: '29', slug: 'tlaxcala', code: 'TLA', name: 'Tlaxcala', aliases: [] },
  { clave: '30', slug: 'veracruz', code: 'VER', name: 'Veracruz', aliases: [] },
  { clave: '31', slug: 'yucatan', code: 'YUC', name: 'Yucatán', aliases: [] },
  { clave: '32', slug: 'zacatecas', code: 'ZAC', name: 'Zacatecas', aliases: [] },
];

/** The state of a clave. */
export function stateNames(clave: string): StateNames {
  const found = STATES.find((state) => state.clave === clave);
  if (!found) throw new Error(`There is no state with the clave "${clave}"`);
  return found;
}

/** Finds the clave of a state by any of its names, as the 2017 base writes them. */
export function claveOf(name: string, normalise: (text: string) => string): string {
  const wanted = normalise(name);
  const found = STATES.find((state) =>
    [state.name, ...state.aliases].some((known) => normalise(known) === wanted),
  );
  if (!found) throw new Error(`"${name}" is not the name of a state`);
  return found.clave;
}
