/** A text in both languages of the platform. */
interface Text {
  es: string;
  en: string;
}

interface Edition {
  year: number;
  /** How many institutions were observed. */
  sample: number;
  /** Who carried the edition out. */
  by: readonly string[];
  /** National values as published, with two decimals; what was not published is absent. */
  national: Readonly<Partial<Record<'ga' | 't' | 'p' | 'tg' | 'tc' | 'pg' | 'pc', number>>>;
  sources: readonly { title: Text; address?: string; date?: string }[];
  notes: readonly Text[];
}

const NO_STATES: Text = {
  es: 'No se conocen los valores por entidad ni por institución de esta edición: aparecen como sin dato.',
  en: 'The values by state and by institution of this edition are not known: they are shown as no data.',
};

/** The editions of the Métrica whose national values are known, and what is worth knowing of them. */
export const EDITIONS: { editions: readonly Edition[] } = {
  editions: [
    {
      year: 2017,
      sample: 908,
      by: ['INAI', 'CIDE'],
      national: { ga: 0.39, t: 0.5, p: 0.28 },
      sources: [
        {
          title: {
            es: 'INAI, Métrica de Gobierno Abierto 2017. Resumen Ejecutivo',
            en: 'INAI, Métrica de Gobierno Abierto 2017. Resumen Ejecutivo (executive summary, in Spanish)',
          },
          date: '2017-02',
        },
        {
          title: {
            es: 'Datos abiertos de la Métrica de Gobierno Abierto 2017, © CIDE e INAI: 908 instituciones',
            en: 'Open data of the Métrica de Gobierno Abierto 2017, © CIDE and INAI: 908 institutions',
          },
          address: 'https://github.com/JuveCampos/Metrica_Gob_Abierto',
        },
      ],
      notes: [
        {
          es: 'El resumen publica los valores nacionales del índice, de transparencia y de participación, pero no los de sus componentes: esos los calculamos a partir de la base.',
          en: 'The summary publishes the national values of the index, of transparency and of participation, but not those of their components: we work those out from the base.',
        },
        {
          es: 'La media de las 908 instituciones es 0.3887 y la media de las 33 unidades (la federación y las 32 entidades) es 0.3872. Las dos se redondean a 0.39.',
          en: 'The mean of the 908 institutions is 0.3887 and the mean of the 33 units (the federation and the 32 states) is 0.3872. Both round to 0.39.',
        },
      ],
    },
    {
      year: 2019,
      sample: 1243,
      by: ['INAI', 'CIDE'],
      national: { ga: 0.52, t: 0.64, p: 0.41, tg: 0.72, tc: 0.56, pg: 0.19, pc: 0.58 },
      sources: [
        {
          title: {
            es: 'Boletín del INAI reproducido por Mugs Noticias',
            en: 'INAI press release as carried by Mugs Noticias (in Spanish)',
          },
          address: 'https://mugsnoticias.com.mx',
        },
        {
          title: { es: 'Nota de Quadratín', en: 'News item by Quadratín (in Spanish)' },
          address: 'https://www.quadratin.com.mx',
          date: '2019-02-17',
        },
      ],
      notes: [
        {
          es: 'Los dos componentes de participación que se publicaron, 0.19 y 0.58, promedian 0.385 y no 0.41: uno de los dos está mal en la nota de prensa. Los de transparencia, 0.72 y 0.56, sí promedian 0.64.',
          en: 'The two published components of participation, 0.19 and 0.58, average 0.385 and not 0.41: one of the two is wrong in the press. Those of transparency, 0.72 and 0.56, do average 0.64.',
        },
        NO_STATES,
      ],
    },
    {
      year: 2021,
      sample: 1365,
      by: ['INAI', 'CIDE'],
      national: { ga: 0.48, t: 0.61, p: 0.35 },
      sources: [
        {
          title: {
            es: 'Boletín del INAI reproducido por Periodismo y Ambiente',
            en: 'INAI press release as carried by Periodismo y Ambiente (in Spanish)',
          },
          address: 'https://periodismoyambiente.com.mx/?p=14633',
        },
      ],
      notes: [
        NO_STATES,
        {
          es: 'La prensa dio listas parciales de entidades que se contradicen. No están verificadas y no se usan.',
          en: 'The press gave partial lists of states that contradict each other. They are not verified and are not used.',
        },
        {
          es: 'Hubo una edición más, de 2023, del INAI con El Colegio de México y una muestra de 2,043 instituciones. No encontramos sus datos, así que no aparece aquí.',
          en: 'There was one more edition, of 2023, by INAI with El Colegio de México and a sample of 2,043 institutions. We did not find its data, so it does not appear here.',
        },
      ],
    },
  ],
};
