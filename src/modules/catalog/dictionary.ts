import {
  atLeast,
  type ColumnMeaning,
  claveRange,
  column,
  type DataColumn,
  type DataFile,
} from './dictionary-column.ts';
import { commissionFiles } from './dictionary-commission.ts';

export type { ColumnRange, DataColumn, DataFile } from './dictionary-column.ts';

const municipalityRange = { min: '01001', max: '32058' };
const orders = { values: ['federal', 'estatal', 'municipal'] };
const share = { min: '0', max: '1' };
const ranks = { min: '1', max: '33' };
const clave = column('clave', 'clave', 'clave', '20', claveRange);

/** The seven measures in the order of the published base. */
function scores(
  meanings: Readonly<Record<string, ColumnMeaning>>,
  examples: readonly string[],
): DataColumn[] {
  return Object.entries(meanings).map(([name, meaning], at) =>
    column(name, meaning, 'number', examples[at] ?? '', share),
  );
}

const measures = { ga: 'ga', t: 't', p: 'p', tg: 'tg', tc: 'tc', pg: 'pg', pc: 'pc' } as const;

const units: DataFile = {
  id: 'units',
  path: '/metrica/{year}/entidades',
  sameJson: true,
  columns: [
    clave,
    column('entidad', 'entidad', 'text', 'Oaxaca'),
    column('instituciones', 'instituciones', 'integer', '27', atLeast('0')),
    ...scores(measures, [
      '0.3303814815',
      '0.4226296296',
      '0.2381222222',
      '0.4389259259',
      '0.4063333333',
      '0.1802222222',
      '0.2960259259',
    ]),
    column('posicion', 'posicion', 'integer', '30', ranks),
    column('posicion_min', 'posicion_min', 'integer', '14', ranks),
    column('posicion_max', 'posicion_max', 'integer', '33', ranks),
  ],
};

const institutions: DataFile = {
  id: 'institutions',
  path: '/metrica/{year}/instituciones',
  sameJson: true,
  columns: [
    clave,
    column('institucion', 'institucion', 'text', 'Secretaría de Salud'),
    column('orden', 'orden', 'text', 'estatal', orders),
    column('tipo', 'tipo', 'text', 'Poder Ejecutivo estatal'),
    ...scores(measures, ['0.5483', '0.7306', '0.366', '0.7403', '0.7208', '0.6', '0.132']),
  ],
};

const editions: DataFile = {
  id: 'editions',
  path: '/metrica/ediciones',
  sameJson: true,
  columns: [
    column('edicion', 'edicion', 'integer', '2017'),
    column('instituciones', 'instituciones', 'integer', '908', atLeast('1')),
    ...scores(measures, ['0.39', '0.5', '0.28', '0.72', '0.56', '0.19', '0.58']),
    column('cambio_ga', 'cambio_ga', 'number', '0.13', { min: '-1', max: '1' }),
    column('ga_promedio_instituciones', 'ga_promedio_instituciones', 'number', '0.3886861233', share),
    column('ga_promedio_entidades', 'ga_promedio_entidades', 'number', '0.3871733239', share),
  ],
};

const verification: DataFile = {
  id: 'verification',
  path: '/metrica/verificacion',
  sameJson: true,
  columns: [
    clave,
    column('entidad', 'entidad', 'text', 'Oaxaca'),
    column('medida', 'medida', 'text', 'ga', { values: ['ga', 'tg', 'tc', 'pg', 'pc'] }),
    column('publicado', 'publicado', 'number', '0.33', share),
    column('calculado', 'calculado', 'number', '0.33038148148148144', share),
    column('diferencia', 'diferencia', 'number', '0.00038148148148142713', { min: '-1', max: '1' }),
    column('coincide', 'coincide', 'boolean', 'true', { values: ['true', 'false'] }),
  ],
};

const methodology: DataFile = {
  id: 'methodology',
  path: '/metrica/metodologia',
  sameJson: false,
  columns: [
    column('medida', 'medida', 'text', 'tg'),
    column('simbolo', 'simbolo', 'text', 'TG'),
    column('nombre', 'nombre_medida', 'text', 'Transparencia desde el gobierno'),
    column('padre', 'padre', 'text', 't'),
    column('peso', 'peso', 'number', '0.5', share),
    column('parte_del_total', 'parte_del_total', 'number', '0.25', share),
    column('dimension', 'dimension', 'text', 'transparency', {
      values: ['transparency', 'participation'],
    }),
    column('perspectiva', 'perspectiva', 'text', 'government', { values: ['government', 'citizen'] }),
    column('corte', 'corte', 'text', 'by_perspective'),
    column('partes', 'partes', 'text', 'tg tc'),
    column('formula', 'formula', 'text', 't = (tg + tc) / 2'),
    column('descripcion', 'descripcion', 'text', 'Si la respuesta se entiende sin ser especialista.'),
    column(
      'fuente',
      'fuente_medida',
      'text',
      'INAI y CIDE, Métrica de Gobierno Abierto 2017. Resumen Ejecutivo (febrero de 2017), Anexo 1, p. 33',
    ),
  ],
};

const states: DataFile = {
  id: 'states',
  path: '/entidades',
  sameJson: true,
  columns: [
    clave,
    column('nombre', 'nombre', 'text', 'Oaxaca'),
    column('nombre_oficial', 'nombre_oficial', 'text', 'Oaxaca'),
    column('abreviatura', 'abreviatura', 'text', 'Oax.'),
    column('poblacion_2020', 'poblacion_2020', 'integer', '4132148', atLeast('0')),
    column('municipios', 'municipios', 'integer', '570', atLeast('0')),
  ],
};

const municipalities: DataFile = {
  id: 'municipalities',
  path: '/entidades/{state}/municipios',
  sameJson: true,
  columns: [
    column('clave', 'clave_municipio_propia', 'clave', '20067', municipalityRange),
    column('nombre', 'nombre', 'text', 'Oaxaca de Juárez'),
    column('poblacion_2020', 'poblacion_2020', 'integer', '270955', atLeast('0')),
  ],
};

const catalogue: DataFile = {
  id: 'catalogue',
  path: '/instituciones',
  sameJson: true,
  columns: [
    column('slug', 'slug', 'text', 'oaxaca-secretaria-de-salud'),
    column('nombre', 'nombre', 'text', 'Secretaría de Salud'),
    column('nombre_fuente', 'nombre_fuente', 'text', 'Oaxaca-Secretaria de Salud'),
    column('clave_entidad', 'clave', 'clave', '20', claveRange),
    column('entidad', 'entidad', 'text', 'Oaxaca'),
    column('clave_municipio', 'clave_municipio', 'clave', '20067', municipalityRange),
    column('orden', 'orden', 'text', 'estatal', orders),
    column('tipo', 'tipo_slug', 'text', 'ejecutivo-estatal'),
    column('fuente', 'fuente', 'text', 'metrica-2017'),
    column('id_pnt', 'id_pnt', 'text', '9176'),
  ],
};

const holidays: DataFile = {
  id: 'holidays',
  path: '/calendario/reglas',
  sameJson: true,
  columns: [
    column('regla', 'regla', 'text', '02-L1'),
    column('desde', 'desde', 'integer', '2006', { min: '2006', max: '2100' }),
    column('hasta', 'hasta', 'integer', '2018', { min: '2006', max: '2100' }),
    column('ambito', 'ambito', 'text', 'nacional'),
    column('nombre', 'nombre_inhabil', 'text', 'Navidad'),
    column('fuente', 'fuente_inhabil', 'text', 'Ley Federal del Trabajo, art. 74, fracción VIII'),
  ],
};

/** The files there are, in the order in which `/datos` shows them. */
export const dataFiles: readonly DataFile[] = [
  units,
  institutions,
  editions,
  verification,
  methodology,
  states,
  municipalities,
  catalogue,
  holidays,
  ...commissionFiles,
];
