/** The national board of the local open-government exercise. */
export const plansPath = '/planes';

/** The states side by side. */
export const comparisonPath = '/planes/comparar';

/** All commitments of all plans. */
export const commitmentsPath = '/compromisos';

/** A state's secretariat and its plans: `/planes/oaxaca`. */
export function statePlansPath(slug: string): string {
  return `${plansPath}/${slug}`;
}

/** A plan: `/planes/oaxaca/1`. */
export function planPath(slug: string, edition: number): string {
  return `${plansPath}/${slug}/${edition}`;
}

/** A plan's report, for paper. */
export function reportPath(slug: string, edition: number): string {
  return `${planPath(slug, edition)}/informe`;
}

export function commitmentPath(id: string): string {
  return `${commitmentsPath}/${id}`;
}

/** The file of a piece of evidence. */
export function evidencePath(commitment: string, evidence: string): string {
  return `${commitmentPath(commitment)}/evidencias/${evidence}`;
}
