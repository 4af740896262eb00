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

/** A document of a secretariat or plan that was sent as a file. */
export function filePath(id: string): string {
  return `${plansPath}/archivos/${id}`;
}

/** Whether a document stands in a file of ours. */
export function isOwnFile(document: string): boolean {
  return document.startsWith(filePath(''));
}

/** Where people work on plans: what is theirs to do. */
export const deskPath = '/gestion/planes';

/** A state's desk: `/gestion/planes/oaxaca`. */
export function stateDeskPath(slug: string): string {
  return `${deskPath}/${slug}`;
}

/** What is done to a state's secretariat, each on a page of its own. */
export const secretariatDeskPaths = {
  move: (slug: string) => `${stateDeskPath(slug)}/secretariado`,
  members: (slug: string) => `${stateDeskPath(slug)}/integrantes`,
  member: (slug: string, member: string) => `${stateDeskPath(slug)}/integrantes/${member}`,
  meetings: (slug: string) => `${stateDeskPath(slug)}/sesiones`,
  open: (slug: string) => `${stateDeskPath(slug)}/abrir`,
} as const;

/** A plan's desk: `/gestion/planes/oaxaca/2`. */
export function planDeskPath(slug: string, edition: number): string {
  return `${stateDeskPath(slug)}/${edition}`;
}

/** Where people work on single commitments. */
export const commitmentsDeskPath = '/gestion/compromisos';

/** A commitment's desk, for whoever answers for it, follows it or reviews it. */
export function commitmentDeskPath(id: string): string {
  return `${commitmentsDeskPath}/${id}`;
}

/** Where invitations to speak for an organisation are answered. */
export const invitationsPath = '/planes/invitacion';

/** The address of a person's invitation, as the letter has it. The token stands in the query, which no log takes. */
export function invitationPath(token: string): string {
  return `${invitationsPath}?llave=${encodeURIComponent(token)}`;
}
