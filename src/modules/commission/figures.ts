import { dayAt } from '#platform/calendar/days.ts';
import { centralZone } from '#platform/calendar/zones.ts';
import type { Module } from '#platform/module.ts';
import { agreementsPath, covenantsPath, exhortationsPath, sessionsPath } from './addresses.ts';
import { dutyStrip } from './duty.ts';
import { fulfilment } from './rules/index.ts';
import { listAgreements } from './store/agreements.ts';
import { listCovenants } from './store/covenants.ts';
import { listEvents, listExhortations } from './store/exhortations.ts';
import { listCalled } from './store/sessions.ts';

type Figures = NonNullable<Module['workFigures']>;

/** What the Commission's own records say of the lines that it carries. */
export const commissionFigures: Figures = async (orm, now) => {
  const sessions = await listCalled(orm);
  const strip = dutyStrip(sessions, now);
  const over = strip.filter(({ state }) => state !== 'due');
  const agreements = await listAgreements(orm);
  const kept = fulfilment(agreements, dayAt(now, centralZone));
  const exhortations = await listExhortations(orm);
  const answered = new Set(
    (await listEvents(orm)).filter(({ step }) => step === 'answered').map(({ exhortation }) => exhortation),
  );
  const covenants = await listCovenants(orm);
  const known = <T>(list: readonly T[], value: number) => (list.length > 0 ? value : null);
  return [
    {
      ...{ line: 'L6', path: sessionsPath, name: (t) => t('commission:figures.quarters') },
      value: known(sessions, over.filter(({ state }) => state === 'met').length),
      of: over.length,
    },
    {
      ...{ line: 'L6', path: sessionsPath, name: (t) => t('commission:figures.sessions') },
      value: known(sessions, sessions.filter(({ state }) => state === 'held').length),
    },
    {
      ...{ line: 'L17', path: agreementsPath, name: (t) => t('commission:figures.agreements') },
      value: known(agreements, kept.kept),
      of: kept.due,
    },
    {
      ...{ line: 'L13', path: exhortationsPath, name: (t) => t('commission:figures.exhortations') },
      value: known(exhortations, answered.size),
      of: exhortations.length,
    },
    {
      ...{ line: 'L2', path: covenantsPath, name: (t) => t('commission:figures.covenants') },
      value: known(covenants, covenants.filter(({ state }) => state === 'in-force').length),
      of: covenants.length,
    },
  ];
};
