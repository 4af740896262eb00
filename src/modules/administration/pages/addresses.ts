/** Where people and what they are entrusted with are looked after. */
export const peoplePath = '/gestion/personas' satisfies `/${string}`;

export const personPath = (person: string): string => `${peoplePath}/${person}`;

/** Where one grant is withdrawn. */
export const withdrawPath = (grant: string): string => `/gestion/permisos/${grant}/retirar`;

/** Where roles are given. */
export const givePath = '/gestion/permisos/nuevo';

/** Where the audit trail is read. */
export const auditPath = '/gestion/auditoria';
