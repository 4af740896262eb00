/** A commitment's title in plain words, which is ours, and its theme. */
export interface Title {
  title: string;
  theme: string;
}

/**
 * The titles of the commitments of 2015 to 2017, by the clave of their state, in the order in which the source lists
 * them. The source's own wording stays in the source.
 */
export const TITLES: Readonly<Record<string, readonly Title[]>> = {
  '04': [
    { title: 'Vigilancia ciudadana de la obra pública del estado', theme: 'public-works' },
    { title: 'Preinscripción escolar en línea para la educación básica', theme: 'education' },
    { title: 'Calificaciones escolares en línea y en el teléfono', theme: 'education' },
    { title: 'Apoyo a la cadena productiva de la pesca de pulpo', theme: 'economy' },
    { title: 'Aplicación para reportar fallas de los servicios en Ciudad del Carmen', theme: 'services' },
    { title: 'Educación ambiental para sanear la bahía de Campeche', theme: 'environment' },
  ],
  '10': [
    { title: 'Seguimiento al dinero del programa Agua Limpia', theme: 'money' },
    { title: 'Menos contaminación de las ladrilleras artesanales', theme: 'environment' },
    { title: 'Manejo adecuado de la basura en el municipio de Durango', theme: 'environment' },
    { title: 'Contraloría social más fuerte para vigilar los recursos públicos', theme: 'money' },
    { title: 'Menos violencia en 30 secundarias públicas', theme: 'safety' },
    { title: 'Capacitación para el trabajo según las industrias locales', theme: 'economy' },
  ],
  '17': [
    { title: 'Manejo integral de la basura con participación social', theme: 'environment' },
    { title: 'Justicia electoral con comunicación más sencilla', theme: 'justice' },
    { title: 'Más confianza en las policías del estado y los municipios', theme: 'safety' },
    { title: 'Saber en qué se gastan los impuestos que se pagan', theme: 'money' },
    { title: 'Dar a conocer el derecho a la información y el gobierno abierto', theme: 'participation' },
    { title: 'Seguimiento al dinero de la Beca Salario', theme: 'money' },
    { title: 'Vigilar la Agenda Mínima Ciudadana de las diputaciones locales', theme: 'participation' },
    { title: 'Rehabilitar una vía de tren y construir una estación multimodal', theme: 'public-works' },
  ],
  '20': [
    { title: 'Seguimiento al dinero de los uniformes y útiles escolares gratuitos', theme: 'money' },
    { title: 'Espacio público accesible para personas con discapacidad', theme: 'inclusion' },
    { title: 'Participación en las cocinas comedores comunitarias del DIF', theme: 'participation' },
    { title: 'Banco de información con mapas de Oaxaca de Juárez', theme: 'services' },
    { title: 'Mejor información de los comités de contraloría social', theme: 'participation' },
    { title: 'Una cultura local de gobierno abierto', theme: 'participation' },
  ],
  '24': [
    {
      title: 'Sistema digital con alertas sobre la obra pública de programas sociales',
      theme: 'public-works',
    },
    {
      title: 'Programa social comunitario con aportaciones iguales de sociedad y gobierno',
      theme: 'inclusion',
    },
    {
      title: 'Más beneficiarios vigilan los programas sociales y la infraestructura',
      theme: 'participation',
    },
    { title: 'Incubadora de proyectos de gobierno abierto', theme: 'participation' },
    { title: 'Contraloría social en los municipios', theme: 'participation' },
  ],
  '29': [
    { title: 'Información para prevenir el embarazo adolescente y seguir estudiando', theme: 'health' },
    {
      title: 'Consejos ciudadanos de obra pública e información del gasto en Ixtenco',
      theme: 'public-works',
    },
    { title: 'La ruta del dinero del FORTAMUN y del FISM en dos municipios', theme: 'money' },
    { title: 'Barrancas sin basura en Ixtacuixtla', theme: 'environment' },
    { title: 'Herramientas en línea para participar en el trabajo del Congreso', theme: 'participation' },
  ],
  '30': [
    { title: 'Modelo de portal municipal y evaluación ciudadana de portales', theme: 'services' },
    { title: 'Reglas claras para seguir el dinero del SUBSEMUN en el municipio de Veracruz', theme: 'money' },
    { title: 'Control interno automatizado y obra pública en datos abiertos', theme: 'public-works' },
    { title: 'Registro público de personas detenidas', theme: 'justice' },
    { title: 'Registro público de personas desaparecidas', theme: 'justice' },
    { title: 'Resultados del examen de ingreso para elegir bachillerato y carrera', theme: 'education' },
  ],
};
