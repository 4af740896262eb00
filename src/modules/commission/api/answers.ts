import type { z } from '@hono/zod-openapi';
import type { Services } from '#platform/services.ts';
import { agreementPath, covenantPath, exhortationPath, linePath, sessionPath } from '../addresses.ts';
import { wholeAddress } from '../documents.ts';
import { lineStateOf, type SessionKey, sessionSlug } from '../rules/index.ts';
import { readSheet, wasLate } from '../sheet.ts';
import type { AgreementRow } from '../store/agreements.ts';
import type { CovenantRow, DeliverableRow } from '../store/covenants.ts';
import type { EventRow, ExhortationRow } from '../store/exhortations.ts';
import type { CalledSession } from '../store/sessions.ts';
import type { ActionRow, LineRow } from '../store/work-plan.ts';
import type {
  agreementSchema,
  covenantSchema,
  exhortationSchema,
  sessionDetailSchema,
  sessionSchema,
  workLineSchema,
} from './schemas.ts';

export function sessionItem(row: CalledSession): z.infer<typeof sessionSchema> {
  const { kind, year, number, state, startsAt, place, calledAt, minutesAt, recording } = row;
  const slug = sessionSlug(row);
  return {
    ...{ slug, kind, year, number, state, place, recording },
    starts_at: startsAt.toISOString(),
    called_at: calledAt.toISOString(),
    late_call: wasLate(row) ?? false,
    minutes_at: minutesAt?.toISOString() ?? null,
    self: `/api/v1/commission/sessions/${slug}`,
    page: sessionPath(row),
  };
}

export async function sessionAnswer(
  { orm }: Services,
  row: CalledSession,
): Promise<z.infer<typeof sessionDetailSchema>> {
  const { items, carried, seats, present, left, quorum, motions, agreements } = await readSheet(orm, row);
  const numberOf = new Map(items.map(({ id, number }) => [id, number]));
  const holderOf = new Map(seats.map(({ id, holder }) => [id, holder]));
  return {
    ...sessionItem(row),
    agenda: items.map(({ number, title, text, agreement }) => ({
      ...{ number, title, text },
      agreement: agreement === null ? null : (carried.get(agreement)?.code ?? null),
    })),
    quorum: {
      ...{ voting: quorum.voting, needed: quorum.needed },
      present: present.size > 0 ? quorum.present : null,
    },
    seats: seats.map(({ id, holder, post, votes }) => ({
      ...{ holder, post, votes, present: present.get(id) ?? null, left: left.has(id) },
    })),
    motions: motions.map(({ motion: { id, item, text, result, closedAt }, votes }) => ({
      ...{ id, item: numberOf.get(item) ?? null, text, result },
      closed_at: closedAt?.toISOString() ?? null,
      votes: votes.map(({ seat, ballot }) => ({ holder: holderOf.get(seat) ?? seat, ballot })),
    })),
    agreements: agreements.map(({ code }) => code),
    minutes: row.minutes,
    minutes_sha256: row.minutesSha256,
  };
}

export function agreementItem(
  services: Services,
  row: AgreementRow,
  session: SessionKey | undefined,
): z.infer<typeof agreementSchema> {
  const { code, text, responsible, state, note, motion } = row;
  return {
    ...{ code, text, responsible, due_on: row.dueOn, state, fulfilled_on: row.fulfilledOn },
    evidence: wholeAddress(services, row.evidence),
    ...{ note, session: session ? sessionSlug(session) : null, motion },
    self: `/api/v1/commission/agreements/${code}`,
    page: agreementPath(code),
  };
}

export function exhortationItem(
  services: Services,
  {
    row,
    events,
    furthest,
  }: { row: ExhortationRow; events: readonly EventRow[]; furthest?: EventRow['step'] | undefined },
  codes: ReadonlyMap<string, string>,
): z.infer<typeof exhortationSchema> {
  const { id, subject, text, addressee, state, agreement } = row;
  return {
    ...{ id, subject, text, addressee, state, step: furthest ?? null },
    agreement: agreement === null ? null : (codes.get(agreement) ?? null),
    steps: events.map(({ step, on, document, note }) => ({
      ...{ step, on, document: wholeAddress(services, document), note },
    })),
    page: exhortationPath(id),
  };
}

export function covenantItem(
  services: Services,
  row: CovenantRow,
  promised: readonly DeliverableRow[],
): z.infer<typeof covenantSchema> {
  const { id, title, parties, object, state, signedOn, from, to, renewalDays, document } = row;
  return {
    ...{ id, title, parties, object, state, signed_on: signedOn, from, to, renewal_days: renewalDays },
    document: wholeAddress(services, document),
    deliverables: promised.map((one) => ({
      ...{ number: one.number, title: one.title, responsible: one.responsible, due_on: one.dueOn },
      ...{ state: one.state, delivered_on: one.deliveredOn },
      evidence: wholeAddress(services, one.evidence),
    })),
    page: covenantPath(id),
  };
}

export function workLineItem(
  services: Services,
  line: LineRow,
  actions: readonly ActionRow[],
): z.infer<typeof workLineSchema> {
  return {
    ...{ code: line.code, kind: line.kind, text: { es: line.text, en: line.textEn } },
    state: lineStateOf(actions) ?? null,
    actions: actions.map(({ id, title, responsible, dueOn, state, evidence, updatedAt }) => ({
      ...{ id, title, responsible, due_on: dueOn, state },
      evidence: evidence.map((one) => ({
        ...{ title: one.title, address: wholeAddress(services, one.address) ?? one.address },
      })),
      updated_at: updatedAt.toISOString(),
    })),
    source: line.source,
    page: linePath(line.code),
  };
}
