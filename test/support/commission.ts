import type { Services } from '#platform/services.ts';
import { exhortationSteps } from '../../src/modules/commission/rules/index.ts';
import {
  agendaItems,
  agreements,
  attendance,
  commissionSeats,
  commissionSessions,
  covenants,
  exhortationEvents,
  exhortations,
  motions,
  workActions,
} from '../../src/modules/commission/schema.ts';

/** The session and the agreement that the API's description gives as examples: the Commission's records are not shipped. */
export const recorded = {
  session: '018f0000-0000-7000-8000-000000000001',
  agreement: '018f0000-0000-7000-8000-000000000002',
  exhortation: '018f0000-0000-7000-8000-000000000003',
  covenant: '018f0000-0000-7000-8000-000000000004',
} as const;

/** Records a session that was held, and one agreement of it that is still to be kept. */
export async function recordSession({ orm }: Pick<Services, 'orm'>): Promise<void> {
  await orm.insert(commissionSessions).values({
    ...{ id: recorded.session, year: 2027, number: 1, kind: 'ordinary', state: 'held', place: 'Sala' },
    ...{ startsAt: new Date('2027-01-15T16:00:00Z'), noticeDays: 5 },
    ...{ calledAt: new Date('2027-01-02T16:00:00Z'), updatedAt: new Date('2027-01-15T18:00:00Z') },
  });
  await orm.insert(agreements).values({
    ...{ id: recorded.agreement, code: 'CGA-2027-01', text: 'Publicar el informe', state: 'open' },
    ...{ session: recorded.session, responsible: 'Secretaría Técnica', dueOn: '2027-03-31' },
  });
}

const known = (last: string) => `018f0000-0000-7000-8000-0000000000${last}`;

/** Records something in every column of the Commission's files, for the examples of their dictionary. */
export async function recordEverything(services: Pick<Services, 'orm'>): Promise<void> {
  const { orm } = services;
  await recordSession(services);
  await orm.update(commissionSessions).set({
    ...{ minutes: 'Se aprobó.', minutesAt: new Date('2027-01-20T18:00:00Z') },
    recording: 'https://video.ejemplo.test/1',
  });
  const [session, item, motion, seat] = [recorded.session, known('05'), known('06'), known('07')];
  await orm.insert(agendaItems).values({ id: item, session, number: 1, title: 'Informe anual' });
  await orm.insert(commissionSeats).values({
    ...{ id: seat, holder: 'Instituto A', post: 'member', votes: true, since: '2026-01-01' },
  });
  await orm.insert(attendance).values({ session, seat, present: true });
  await orm.insert(motions).values({ id: motion, session, item, text: 'Aprobar el informe' });
  await orm.insert(agreements).values({
    ...{ id: known('08'), code: 'CGA-2027-02', text: 'Enviar el informe', state: 'fulfilled' },
    ...{ session, item, motion, responsible: 'Secretaría Técnica', dueOn: '2027-03-31' },
    ...{ fulfilledOn: '2027-02-01', evidence: 'https://ejemplo.test/informe', note: 'Con acuse' },
  });
  await orm.insert(exhortations).values({
    ...{ id: recorded.exhortation, subject: 'Participación', text: 'Se pide legislar', state: '20' },
    addressee: 'Congreso del Estado de Oaxaca',
  });
  await orm.insert(exhortationEvents).values(
    exhortationSteps.map((step, at) => ({
      ...{ exhortation: recorded.exhortation, step, on: `2027-01-${18 + at}` },
      ...{ document: at === 0 ? 'https://ejemplo.test/oficio' : null, at: new Date('2027-02-01T18:00:00Z') },
    })),
  );
  await orm.insert(covenants).values({
    ...{ id: recorded.covenant, title: 'Datos abiertos', parties: ['La Comisión', 'El estado'] },
    ...{ object: 'Publicar datos', state: 'in-force', signedOn: '2027-01-05', renewalDays: 60 },
    ...{ from: '2027-01-10', to: '2029-06-30', document: 'https://ejemplo.test/convenio' },
  });
  await orm.insert(workActions).values({
    ...{ id: known('09'), line: 'L6', title: 'Calendario de sesiones', responsible: 'Secretaría Técnica' },
    ...{ state: 'under-way', evidence: [], updatedAt: new Date('2027-01-20T18:00:00Z') },
  });
}
