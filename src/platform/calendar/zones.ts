/**
 * The time zone of each state's capital (Ley de los Husos Horarios, 2022), by clave. Whatever is not named keeps the
 * time of the centre. Municipalities at the northern border that follow their neighbours are not told apart.
 */
const zones: Readonly<Record<string, string>> = {
  '02': 'America/Tijuana',
  '03': 'America/Mazatlan',
  '18': 'America/Mazatlan',
  '23': 'America/Cancun',
  '25': 'America/Mazatlan',
  '26': 'America/Hermosillo',
};

export const centralZone = 'America/Mexico_City';

/** The time zone in which a state counts its days; the federation counts by the centre. */
export function zoneOf(state: string): string {
  return zones[state] ?? centralZone;
}
