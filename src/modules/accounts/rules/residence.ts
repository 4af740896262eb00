const dayMs = 24 * 3600 * 1000;

/** Where somebody lives: claves of the state and the municipality. */
export interface Residence {
  state: string;
  municipality: string;
}

/** From when on another residence may be declared. */
export function nextChange(since: Date, waitDays: number): Date {
  return new Date(since.getTime() + waitDays * dayMs);
}

/** Residences that were set at this instant or before may be changed now. */
export function changeableSince(now: Date, waitDays: number): Date {
  return new Date(now.getTime() - waitDays * dayMs);
}

/** Whether a residence may be changed now; the first one may always be declared. */
export function mayChange(since: Date | undefined, now: Date, waitDays: number): boolean {
  return since === undefined || since <= changeableSince(now, waitDays);
}

export function isSameResidence(one: Residence, other: Residence): boolean {
  return one.state === other.state && one.municipality === other.municipality;
}
