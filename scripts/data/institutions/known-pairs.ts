/**
 * Institutions whose names in the two sources differ by more than the rules forgive, each pair read and judged by a
 * person: a slip of the pen, an article, an abbreviation, or Mexico City's former name. State, name in the 2017 base
 * without the state, name in the PNT's catalogue.
 */
export const KNOWN_PAIRS: readonly (readonly [clave: string, base: string, pnt: string])[] = [
  [
    '03',
    'Sindicato Unico De Trabajadores Al Servicio De Los Poderes Del Estado, Municipios E Insttuciones Descentralizadas De Baja California Sur (Sutspemidbcs)',
    'Sindicato Único de Trabajadores al Servicio de los Poderes del Estado, Municipios e Instituciones Descentralizadas de Baja California Sur',
  ],
  [
    '09',
    'Fideicomiso De Recuperacion Crediticia Del Gobierno Del Distrito Federal',
    'Fideicomiso de Recuperación Crediticia de la Ciudad de México',
  ],
  [
    '09',
    'Sindicato unico De Trabajadores Del Gdf',
    'Sindicato Único de Trabajadores del Gobierno de la Ciudad de México',
  ],
  [
    '13',
    'Sindicato unico De Trabajadores Al Servicio Del Municipio De Pachuca De Soto, Hidalgo',
    'Sindicato Único de Trabajadores al Servicio del Municipio de Pachuca, Hidalgo',
  ],
  [
    '14',
    'Universidad Tecnologica De La Zona Metropolitana',
    'Universidad Tecnológica de la Zona Metropolitana de Guadalajara',
  ],
  [
    '17',
    'Fideicomiso Fondo De Desarrollo Empresarial Y Promocion De La Inversion',
    'Fideicomiso Fondo Desarrollo Empresarial y Promoción de la Inversión',
  ],
  [
    '17',
    'Sindicato De Trabajadores Al Servicio Del H. Ayuntamiento De Yautepec, Morelos.',
    'Sindicato de Trabajadores al Servicio del H.Ayunatmiento de Yautepec Morelos',
  ],
  ['19', 'Universidad Autonoma De N.L.', 'Universidad Autónoma de Nuevo León'],
  [
    '22',
    'Sindicato De Trabajadores Al Servicio De Los Poderes Del Estado',
    'Sindicato de los Trabajadores al Servicio de los Poderes del Estado',
  ],
  ['25', 'Fideicomiso Puente San Miguel', 'Fideicomiso 1935 Puente San Miguel'],
  [
    '28',
    'Sindicato Unico De Trabajadores De La Universidad Autonoma De Tamaulipas',
    'Sindicato Único de los Trabajadores de la Universidad Autónoma de Tamaulipas',
  ],
];
