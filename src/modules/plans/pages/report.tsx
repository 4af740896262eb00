import { findInstitutions, stateInSentence, stateName } from '#modules/territory/index.ts';
import { dayAt, quarterDays, quarterOf } from '#platform/calendar/days.ts';
import { zoneOf } from '#platform/calendar/zones.ts';
import { badRequest } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { Band, Breadcrumbs, LinkSwitch, PageHeading, pageAddress } from '#platform/ui/index.ts';
import { calendarOf } from '../board/calendar.ts';
import { type ReportedCommitment, reportOfPlan } from '../board/plan.ts';
import { tally } from '../board/tally.ts';
import {
  planPath,
  plansPath,
  type Quarter,
  quarterSlug,
  quartersUpTo,
  readQuarter,
  statePlansPath,
} from '../rules/index.ts';
import { PlanFacts, PlanKeyFigures } from '../views/plan.tsx';
import { ProgressFormula } from '../views/progress.tsx';
import { PlanReport } from '../views/report.tsx';
import { StageStrip } from '../views/stage-strip.tsx';
import { planTitle } from '../views/state.tsx';
import { findPlan } from './find-state.tsx';

/** How many quarters are offered. */
const offered = 4;

/** @throws Problem 400 for what is no quarter */
function askedQuarter(query: URLSearchParams): Quarter | undefined {
  const typed = query.get('trimestre');
  if (!typed) return undefined;
  const quarter = readQuarter(typed);
  if (quarter) return quarter;
  throw badRequest(
    `«${typed}» no es un trimestre. Escríbelo como 2026-3.`,
    `“${typed}” is not a quarter. Write it as 2026-3.`,
    'trimestre',
  );
}

/** What was said and sent within a quarter, by the calendar of the state. */
function within(rows: readonly ReportedCommitment[], quarter: Quarter): ReportedCommitment[] {
  const { from, to } = quarterDays(quarter.year, quarter.quarter);
  return rows.map((row) => {
    const zone = zoneOf(row.commitment.state);
    const isWithin = ({ at }: { at: Date }) => {
      const day = dayAt(at, zone);
      return from <= day && day <= to;
    };
    return { ...row, reports: row.reports.filter(isWithin), evidence: row.evidence.filter(isWithin) };
  });
}

async function namesOf({ services: { orm } }: PageRequest, rows: readonly ReportedCommitment[]) {
  const slugs = [...new Set(rows.flatMap(({ commitment }) => commitment.lead ?? []))];
  if (slugs.length === 0) return new Map<string, string>();
  return new Map((await findInstitutions(orm, slugs)).map(({ slug, name }) => [slug, name]));
}

/** `/planes/oaxaca/1/informe`: a plan in full, for paper; `?trimestre=2026-3` counts what a quarter brought. */
export async function reportPage(request: PageRequest): Promise<PageResult> {
  const found = await findPlan(request, '/informe');
  if ('answer' in found) return found.answer;
  const { state, plan } = found;
  const { page, services, query } = request;
  const { t, format, href } = page;
  const quarter = askedQuarter(query);
  const calendar = await calendarOf(services);
  const today = calendar.todayIn(state.clave);
  const all = await reportOfPlan(services, plan.id, calendar);
  const rows = quarter ? within(all, quarter) : all;
  const sums = tally(plan.commitments, calendar);
  const place = stateInSentence(t, state);
  return {
    kind: 'html',
    title: t('plans:report.titleOf', { state: place, edition: plan.edition }),
    description: t('plans:report.description', { state: place }),
    canonicalQuery: quarter ? `?trimestre=${quarterSlug(quarter)}` : '',
    main: (
      <>
        <Band>
          <Breadcrumbs
            items={[
              { label: t('plans:board.title'), href: href(plansPath) },
              { label: stateName(t, state), href: href(statePlansPath(state.slug)) },
              { label: planTitle(t, plan), href: href(planPath(state.slug, plan.edition)) },
            ]}
          />
          <PageHeading
            caption={t('plans:report.caption', { day: format.day(today) })}
            title={t('plans:report.titleOf', { state: place, edition: plan.edition })}
            lead={t('plans:report.lead')}
          />
          <LinkSwitch
            id="trimestre"
            label={t('plans:report.quarter')}
            items={[
              {
                label: t('plans:report.always'),
                href: pageAddress(page, { trimestre: null }),
                current: !quarter,
              },
              ...quartersUpTo(quarterOf(today), offered).map((one) => ({
                label: t('plans:report.quarterName', { ...one }),
                href: pageAddress(page, { trimestre: quarterSlug(one) }),
                current: quarter !== undefined && quarterSlug(quarter) === quarterSlug(one),
              })),
            ]}
          />
          <PlanFacts plan={plan} state={state} />
          <StageStrip plan={plan} />
          <PlanKeyFigures plan={plan} sums={sums} />
          <ProgressFormula progress={sums.progress} />
        </Band>
        <Band tone="papel" labelledBy="compromisos">
          <h2 id="compromisos">{t('plans:list.title')}</h2>
          {rows.length === 0 ? (
            <p>{t('plans:plan.empty')}</p>
          ) : (
            <PlanReport rows={rows} calendar={calendar} names={await namesOf(request, rows)} />
          )}
          <p>
            <a href={href(planPath(state.slug, plan.edition))}>{t('plans:report.back')}</a>
          </p>
        </Band>
      </>
    ),
  };
}
