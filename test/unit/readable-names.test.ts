import { describe, expect, it } from 'vitest';
import { kindOf, orderOf } from '../../scripts/data/institutions/kinds.ts';
import { lexiconOf } from '../../scripts/data/institutions/lexicon.ts';
import {
  governmentOf,
  municipalityFinder,
  municipalityOfBody,
} from '../../scripts/data/institutions/municipal.ts';
import { partyByAcronym, partyOf } from '../../scripts/data/institutions/parties.ts';
import { isTrial, parsePntName } from '../../scripts/data/institutions/pnt.ts';
import { readable } from '../../scripts/data/institutions/readable.ts';
import { roleOf } from '../../scripts/data/institutions/roles.ts';
import { institutionSlug } from '../../scripts/data/institutions/slugs.ts';

const lexicon = lexiconOf([
  'Sindicato Único de Trabajadores de la Educación',
  'Sindicato Único de Trabajadores al Servicio del DIF Sonora',
  'Universidad Tecnológica de la Región Centro (CONALEP)',
  'Secretaría de Educación Pública',
  'Fideicomiso de Obras de Los Mochis',
  'Instituto de la Juventud',
  'Colegio de Estudios Científicos y Tecnológicos (CECyTE)',
]);
const places = new Set(['la paz']);
const read = (name: string) => readable(name, lexicon, places);
const readMachine = (name: string) => readable(name, lexicon, places, true);

describe('a readable name', () => {
  it.each([
    ['SINDICATO UNICO DE TRABAJADORES DE LA EDUCACION.', 'Sindicato Único de Trabajadores de la Educación'],
    ['COMPAÑÍA OPERADORA, S.A. DE C.V.', 'Compañía Operadora, S.A. de C.V.'],
    ['CENTRO DE INVESTIGACIÓN (CIDE)', 'Centro de Investigación (CIDE)'],
    ['SINDICATO DEL DIF', 'Sindicato del DIF'],
    ['COLEGIO CECYTE', 'Colegio CECyTE'],
    ['PROGRAMA DE EDUCACIÓN A DISTANCIA II', 'Programa de Educación a Distancia II'],
    ['CFE-FIDEICOMISO DE GASTOS', 'CFE-Fideicomiso de Gastos'],
    ['UNIVERSIDAD "ANTONIO NARRO"', 'Universidad “Antonio Narro”'],
    ['INSTITUTO TECNOLÓGICO DE LA PAZ', 'Instituto Tecnológico de La Paz'],
    ['INSTITUTO DE LA JUVENTUD', 'Instituto de la Juventud'],
    ['SINDICATO DE EL COLEGIO DE LA FRONTERA NORTE', 'Sindicato de El Colegio de la Frontera Norte'],
  ])('in capitals: %s', (source, name) => {
    expect(read(source)).toBe(name);
  });

  it.each([
    ['Promotora Para el desarrollo Minero', 'Promotora para el Desarrollo Minero'],
    ['Instituto de La Juventud', 'Instituto de la Juventud'],
    ['Bosque La Primavera', 'Bosque La Primavera'],
    ['Centro de Ejecución de Los Mochis', 'Centro de Ejecución de Los Mochis'],
    ['Universidad Tecnologica  de la Región', 'Universidad Tecnológica de la Región'],
    ['Instituto Electoral(IEC)', 'Instituto Electoral (IEC)'],
  ])('as a person typed it: %s', (source, name) => {
    expect(read(source)).toBe(name);
  });

  it.each([
    ['Sindicato unico De Trabajadores (Sutema)', 'Sindicato Único de Trabajadores (SUTEMA)'],
    ['Sindicato Al Servicio Del Dif Zapopan.', 'Sindicato al Servicio del DIF Zapopan'],
    ['Fideicomiso Publico Para La. Promocion', 'Fideicomiso Publico para la Promoción'],
  ])('as a program cased it: %s', (source, name) => {
    expect(readMachine(source)).toBe(name);
  });

  it('keeps a slip of the pen: names are facts', () => {
    expect(readMachine('Instituto Mexicano de Tecnolgia')).toBe('Instituto Mexicano de Tecnolgia');
  });
});

describe("an entry of the PNT's catalogue", () => {
  it.each([
    ['UT - H. Congreso del Estado', 'H. Congreso del Estado'],
    ['Unidad de Transparencia del DIF Aldama', 'DIF Aldama'],
    ['Unidad de Transparencia de la Junta Central de Agua', 'Junta Central de Agua'],
    ['Unidad de Transparencia de La Cruz', 'La Cruz'],
    ['PE05500-Secretaría General de Gobierno', 'Secretaría General de Gobierno'],
    ['Secretaría de Salud.(DGC)', 'Secretaría de Salud'],
    ['Instituto de Capacitación, A.C. (OPD)', 'Instituto de Capacitación, A.C.'],
    ['(SITEM) Sindicato de Trabajadores', 'Sindicato de Trabajadores (SITEM)'],
  ])('%s stands for %s', (source, name) => {
    expect(parsePntName(source).name).toBe(name);
  });

  it('is left out when it is a trial of the system', () => {
    expect(['MONITOREO DE SERVICIOS NO UTILIZAR', 'IT_PRUEBA', 'Organismo de Pruebas'].every(isTrial)).toBe(
      true,
    );
    expect(isTrial('Laboratorio Estatal de Salud Pública')).toBe(false);
  });

  it('tells its kind and order by its name, or not at all', () => {
    const entry = (clave: string, sourceName: string) => ({
      clave,
      id: '1',
      sourceName,
      ...parsePntName(sourceName),
    });
    const kind = (clave: string, name: string) => kindOf(entry(clave, name));
    expect(kind('01', 'SINDICATO ÚNICO DE TRABAJADORES')).toBe('union');
    expect(kind('19', 'Sistema de Caminos de Nuevo León (OPD)')).toBe('decentralised');
    expect(kind('01', 'SECRETARÍA DE FINANZAS')).toBe('state_executive');
    expect(kind('00', 'SECRETARÍA DE CULTURA')).toBe('federal_executive');
    expect(kind('20', 'SECRETARÍA EJECUTIVA DEL SISTEMA ESTATAL DE COMBATE A LA CORRUPCIÓN')).toBeUndefined();
    expect(kind('24', 'Estado de SLP y Municipios')).toBeUndefined();
    expect(orderOf(entry('19', 'Monterrey - Tesorería Municipal'), undefined, false)).toBe('municipal');
    expect(orderOf(entry('08', 'Secretaría de Desarrollo Municipal'), 'state_executive', false)).toBe(
      'state',
    );
  });

  it('has a role that every state has once', () => {
    const role = (clave: string, name: string) => roleOf({ clave, name })?.label;
    expect(role('14', 'Congreso del Estado de Jalisco')).toBe('Congreso Estatal');
    expect(role('09', 'Congreso de la Ciudad de México')).toBe('Congreso Estatal');
    expect(role('08', 'Desarrollo Integral de la Familia del Estado de Chihuahua')).toBe('DIF');
    expect(role('08', 'DIF Chihuahua')).toBeUndefined();
    expect(role('08', 'DIF Aldama')).toBeUndefined();
    expect(role('17', 'Sindicato al Servicio del Congreso del Estado de Morelos')).toBeUndefined();
  });
});

describe('a party', () => {
  it('has its full name and the acronym of the source', () => {
    expect(partyByAcronym('PRI')).toBe('Partido Revolucionario Institucional (PRI)');
    expect(partyByAcronym('PM')).toBe('Morena');
    expect(partyByAcronym('DIF')).toBeUndefined();
  });

  it.each([
    ['Partido Acción Nacional Estatal de Hidalgo', 'Partido Acción Nacional (PAN)'],
    ['Comité Directivo Estatal Partido del Trabajo', 'Partido del Trabajo (PT)'],
    ['Movimiento Ciudadano', 'Movimiento Ciudadano (PMC)'],
    ['Partido Movimiento de Regeneración Nacional', 'Morena'],
  ])('is recognised in %s', (name, party) => {
    expect(partyOf(name, 'Hidalgo')).toBe(party);
  });

  it.each([
    'Partido Encuentro Solidario',
    'Partido Encuentro Social Hidalgo',
    'Partido Local Nueva Alianza Hidalgo',
    'Sindicato Unión de Trabajadores del Partido de la Revolución Democrática',
    'Secretaría del Trabajo',
  ])('is not %s', (name) => {
    expect(partyOf(name, 'Hidalgo')).toBeUndefined();
  });
});

describe('the municipality of an institution', () => {
  const municipality = (clave: string, name: string) => ({
    clave,
    state: clave.slice(0, 2),
    name,
    population: '',
  });
  const finder = municipalityFinder([
    municipality('08019', 'Chihuahua'),
    municipality('08002', 'Aldama'),
    municipality('13048', 'Pachuca de Soto'),
    municipality('20318', 'San Pedro Mixtepec'),
    municipality('20319', 'San Pedro Mixtepec'),
    municipality('23004', 'Othón P. Blanco'),
  ]);
  const government = (clave: string, name: string) => governmentOf(finder, clave, name)?.clave;

  it('is found for its government, however that is called', () => {
    expect(government('08', 'H. AYUNTAMIENTO DE ALDAMA')).toBe('08002');
    expect(government('08', 'Ayuntamiento del Municipio de Aldama')).toBe('08002');
    expect(government('08', 'Aldama')).toBe('08002');
    expect(government('13', 'Ayuntamiento de Pachuca')).toBe('13048');
    expect(finder.find('23', 'Othon')?.clave).toBe('23004');
  });

  it('is not guessed: not for its bodies, nor where two share a name', () => {
    expect(government('08', 'Ayuntamiento de Aldama - DIF')).toBeUndefined();
    expect(government('08', 'Sindicato del Ayuntamiento de Aldama')).toBeUndefined();
    expect(government('20', 'Municipio de San Pedro Mixtepec')).toBeUndefined();
    expect(government('20', 'H. AYUNTAMIENTO DE SAN PEDRO MIXTEPEC (REGIÓN COSTA-JUQUILA)')).toBe('20318');
  });

  it('is found for a body that names it', () => {
    const body = (name: string) => municipalityOfBody(finder, '08', name, 'Chihuahua')?.clave;
    expect(body('DIF Aldama')).toBe('08002');
    expect(body('Instituto Municipal de Planeación de Chihuahua')).toBe('08019');
    expect(body('Consejo Municipal de Aldama, Chihuahua')).toBe('08002');
    expect(body('Instituto Chihuahuense de la Juventud')).toBeUndefined();
  });
});

describe('the slug of an institution', () => {
  it('keeps the beginning and the end of a long name', () => {
    const slug = institutionSlug(
      'tamaulipas',
      'Comisión Municipal de Agua Potable y Alcantarillado del Municipio de Xicoténcatl',
    );
    expect(slug).toBe('tamaulipas-comision-municipal-agua-potable-alcantarillado-municipio-xicotencatl');
    const longer = institutionSlug(
      'federacion',
      `Fondo ${'de Investigación Científica y Tecnológica '.repeat(4)} de Querétaro`,
    );
    expect(longer).toMatch(/^federacion-fondo-investigacion-.*-queretaro$/);
    expect(longer.length).toBeLessThanOrEqual(80);
  });
});
