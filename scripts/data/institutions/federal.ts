/** A federal institution that the 2017 base names by an acronym or a short form. */
export interface FederalName {
  /** As the base writes it. */
  base: string;
  name: string;
  /** Its name in the PNT's catalogue; nothing when it is not there, or only what succeeded it. */
  pnt?: string;
}

/**
 * The federal institutions whose two names differ. Not matched, because the catalogue of 2021 has what succeeded them:
 * the PGR (Fiscalía General de la República, autonomous since 2018), the Secretaría de Desarrollo Social (Secretaría de
 * Bienestar), the Tribunal Federal de Justicia Fiscal y Administrativa (Tribunal Federal de Justicia Administrativa),
 * the INEE, and Encuentro Social (Encuentro Solidario). In 2017 there was no federal secretariat of public security;
 * what the base means by it is not known.
 */
export const FEDERAL_NAMES: readonly FederalName[] = [
  {
    base: 'ASF',
    name: 'Auditoría Superior de la Federación (ASF)',
    pnt: 'Auditoría Superior de la Federación',
  },
  { base: 'Camara de Senadores', name: 'Cámara de Senadores', pnt: 'Senado de la República' },
  {
    base: 'Instituto Mexicano de Tecnolgia del Agua',
    name: 'Instituto Mexicano de Tecnología del Agua',
    pnt: 'Instituto Mexicano de Tecnología del Agua (IMTA)',
  },
  {
    base: 'Judicatura',
    name: 'Consejo de la Judicatura Federal',
    pnt: 'Consejo de la Judicatura Federal (CJF)',
  },
  { base: 'PGR', name: 'Procuraduría General de la República (PGR)' },
  {
    base: 'Petroleos Mexicanos (Corporativo)',
    name: 'Petróleos Mexicanos (Corporativo)',
    pnt: 'Petróleos Mexicanos (PEMEX)',
  },
  {
    base: 'Presidencia',
    name: 'Presidencia de la República',
    pnt: 'Oficina de la Presidencia de la República',
  },
  {
    base: 'SCJN',
    name: 'Suprema Corte de Justicia de la Nación (SCJN)',
    pnt: 'Suprema Corte de Justicia de la Nación (SCJN)',
  },
  {
    base: 'Secretaria de Agricultura',
    name: 'Secretaría de Agricultura',
    pnt: 'Secretaría de Agricultura y Desarrollo Rural',
  },
  {
    base: 'Secretaria de Educacion',
    name: 'Secretaría de Educación',
    pnt: 'Secretaría de Educación Pública (SEP)',
  },
  {
    base: 'Secretaria de Gobierno',
    name: 'Secretaría de Gobierno',
    pnt: 'Secretaría de Gobernación (SEGOB)',
  },
  {
    base: 'Secretaria de Hacienda',
    name: 'Secretaría de Hacienda',
    pnt: 'Secretaría de Hacienda y Crédito Público (SHCP)',
  },
  {
    base: 'Fondo de Aportaciones para Nomina Educativa y Gasto Operativo (FONE)',
    name: 'Fondo de Aportaciones para Nómina Educativa y Gasto Operativo (FONE)',
    pnt: 'SHCP-Fondo de Aportaciones para Nómina Educativa y Gasto Operativo (FONE)',
  },
  {
    base: 'Fondo de Aportaciones para el Fortalecimiento de los Municipios y de las Demarcaciones Territoriales del Distrito Federal (FORTAMUN).',
    name: 'Fondo de Aportaciones para el Fortalecimiento de los Municipios y de las Demarcaciones Territoriales del Distrito Federal (FORTAMUN)',
    pnt: 'SHCP-Fondo de Aportaciones para el Fortalecimiento de los Municipios y de las Demarcaciones Territoriales del Distrito Federal (FORTAMUN)',
  },
];
