/** A dated statement about the whole country that does not come from a raw file. */
export interface Statement {
  as_of: string;
  measure: string;
  value: number;
  source: string;
}

/** What the Commission's work plan says; it does not name the states. */
export const WORK_PLAN: readonly Statement[] = [
  {
    as_of: '2019-10-15',
    measure: 'secretariats-missing',
    value: 13,
    source:
      'Plan de Trabajo de la Comisión de Gobierno Abierto y Transparencia Proactiva del Sistema Nacional de Transparencia, octubre de 2019',
  },
];
