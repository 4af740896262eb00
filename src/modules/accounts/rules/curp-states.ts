const codes = {
  AS: '01',
  BC: '02',
  BS: '03',
  CC: '04',
  CL: '05',
  CM: '06',
  CS: '07',
  CH: '08',
  DF: '09',
  DG: '10',
  GT: '11',
  GR: '12',
  HG: '13',
  JC: '14',
  MC: '15',
  MN: '16',
  MS: '17',
  NT: '18',
  NL: '19',
  OC: '20',
  PL: '21',
  QT: '22',
  QR: '23',
  SP: '24',
  SL: '25',
  SR: '26',
  TC: '27',
  TS: '28',
  TL: '29',
  VZ: '30',
  YN: '31',
  ZS: '32',
  NE: null,
} as const;

/**
 * RENAPO's two letters for the place of birth, with INEGI's clave of the state; null for `NE`, born abroad. Ciudad de
 * México keeps the letters of the Distrito Federal.
 */
export const curpStates: ReadonlyMap<string, string | null> = new Map(Object.entries(codes));
