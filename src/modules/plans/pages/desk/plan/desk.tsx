import { findInstitutions, type StateRow, stateInSentence } from '#modules/territory/index.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { zoneOf } from '#platform/calendar/zones.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import {
  ButtonLink,
  type Column,
  DataTable,
  type Download,
  NoData,
  SummaryList,
  Tag,
} from '#platform/ui/index.ts';
import { factsOf } from '../../../actions/stages.ts';
import {
  commitmentDeskPath,
  commitmentPath,
  daysOutside,
  missingToPublish,
  planPath,
  publishesAlone,
  reportPath,
  takesCommitments,
} from '../../../rules/index.ts';
import { type CommitmentRow, listCommitmentsOf, listMilestones } from '../../../store/commitments.ts';
import { listPlanChanges } from '../../../store/drafts.ts';
import { listStages, type PlanRow } from '../../../store/plans.ts';
import { tableFiles } from '../../../views/files.ts';
import { PlanChanges } from '../../../views/plan-changes.tsx';
import { StageStrip } from '../../../views/stage-strip.tsx';
import { Day } from '../../../views/words.tsx';
import { crumbsTo, deskPlan, deskResult } from '../frame.ts';
import { planRows } from './facts.tsx';
import { NextStage } from './move.tsx';
import { draftPath, factsPath, importPath, movePath } from './paths.ts';

interface Row {
  commitment: CommitmentRow;
  lead: string | null;
  milestones: number;
}

const numberOrder = (number: string) =>
  (number.startsWith('P') ? 10_000 : 0) + Number(number.replace(/\D/g, ''));

async function rowsOf({ services }: PageRequest, plan: PlanRow): Promise<Row[]> {
  const { orm } = services;
  const all = await listCommitmentsOf(orm, plan.id);
  const leads = [...new Set(all.flatMap(({ lead }) => lead ?? []))];
  const names = new Map(
    (leads.length === 0 ? [] : await findInstitutions(orm, leads)).map(({ slug, name }) => [slug, name]),
  );
  const steps = Map.groupBy(
    await listMilestones(
      orm,
      all.map(({ id }) => id),
    ),
    ({ commitment }) => commitment,
  );
  return all
    .toSorted((one, other) => numberOrder(one.number) - numberOrder(other.number))
    .map((commitment) => ({
      ...{ commitment, milestones: steps.get(commitment.id)?.length ?? 0 },
      lead: commitment.lead && (names.get(commitment.lead) ?? commitment.lead),
    }));
}

/** What a commitment still lacks, and what is unusual about it. */
function Lacks({ row, plan, page }: { row: Row; plan: PlanRow; page: PageRequest['page'] }) {
  const { t } = page;
  const missing = missingToPublish({ ...row.commitment, milestones: row.milestones });
  const outside = daysOutside(plan, row.commitment);
  return (
    <>
      {row.commitment.draft ? <Tag kind="info">{t('promises:list.draft')}</Tag> : null}{' '}
      {missing.map((need) => (
        <>
          <Tag kind="late">{t(`promises:list.lacks.${need}`)}</Tag>{' '}
        </>
      ))}
      {outside.map((day) => (
        <>
          <Tag>{t(`promises:list.outside.${day}`)}</Tag>{' '}
        </>
      ))}
      {!row.commitment.draft && missing.length + outside.length === 0 ? t('promises:list.complete') : null}
    </>
  );
}

function WaysOn({
  row,
  plan,
  state,
  page,
}: { row: Row; plan: PlanRow; state: StateRow } & Pick<PageRequest, 'page'>) {
  const { t, href } = page;
  const { id, draft, number } = row.commitment;
  const about = <span class="govuk-visually-hidden"> {t('promises:list.of', { number })}</span>;
  const own = draftPath(state.slug, plan.edition, id);
  const ways = draft
    ? [
        { href: own, label: t('promises:list.edit') },
        ...(publishesAlone(plan.stage)
          ? [{ href: `${own}/publicar`, label: t('promises:list.publish') }]
          : []),
        { href: `${own}/quitar`, label: t('promises:list.remove') },
      ]
    : [
        { href: commitmentPath(id), label: t('promises:list.public') },
        { href: `${commitmentDeskPath(id)}/modificar`, label: t('promises:list.amend') },
      ];
  return (
    <>
      {ways.map((way, at) => (
        <>
          {at > 0 ? ' · ' : null}
          <a href={href(way.href)}>
            {way.label}
            {about}
          </a>
        </>
      ))}
    </>
  );
}

function columnsOf(page: PageRequest['page'], plan: PlanRow, state: StateRow): Column<Row>[] {
  const { t } = page;
  return [
    {
      key: 'title',
      header: t('promises:list.commitment'),
      cell: ({ commitment: { id, number, title, draft } }) => (
        <>
          <span class="tq-number">{number}</span>{' '}
          <a href={page.href(draft ? draftPath(state.slug, plan.edition, id) : commitmentDeskPath(id))}>
            {title}
          </a>
        </>
      ),
    },
    { key: 'lead', header: t('promises:fields.lead'), cell: ({ lead }) => lead ?? <NoData /> },
    {
      key: 'due',
      header: t('promises:fields.due'),
      cell: ({ commitment }) => <Day day={commitment.dueOn} />,
    },
    {
      key: 'milestones',
      header: t('promises:fields.milestones'),
      numeric: true,
      cell: ({ milestones }) => page.format.integer(milestones),
    },
    {
      key: 'lacks',
      header: t('promises:list.state'),
      cell: (row) => <Lacks row={row} plan={plan} page={page} />,
    },
    {
      key: 'ways',
      header: t('promises:list.ways'),
      cell: (row) => <WaysOn row={row} plan={plan} state={state} page={page} />,
    },
  ];
}

function filesOf({ t, href }: PageRequest['page'], state: StateRow, plan: PlanRow): Download[] {
  const path = planPath(state.slug, plan.edition);
  return (['compromisos', 'hitos'] as const).flatMap((name) =>
    tableFiles(href, `${path}/${name}`).map((file) => ({ ...file, label: t(`promises:list.files.${name}`) })),
  );
}

/** `/gestion/planes/oaxaca/2` */
export async function planDeskPage(request: PageRequest): Promise<PageResult> {
  const { services, page } = request;
  const { t, href } = page;
  const { state, plan } = await deskPlan(request);
  const { slug } = state;
  const { edition } = plan;
  const rows = await rowsOf(request, plan);
  const facts = await factsOf(services.orm, plan);
  const stages = await listStages(services.orm, [plan.id]);
  const changes = await listPlanChanges(services.orm, plan.id);
  const grows = takesCommitments(plan.stage);
  return deskResult(request, {
    title: t('promises:desk.title', { edition, state: stateInSentence(t, state) }),
    lead: t('promises:desk.lead'),
    above: crumbsTo(page, state),
    children: (
      <>
        <SummaryList rows={planRows(page, plan)} />
        <p>
          {plan.stage === 'closed' ? null : (
            <>
              <a href={href(factsPath(slug, edition))}>{t('promises:desk.editFacts')}</a> ·{' '}
            </>
          )}
          <a href={href(planPath(slug, edition))}>{t('promises:desk.public')}</a> ·{' '}
          <a href={href(reportPath(slug, edition))}>{t('promises:desk.report')}</a>
        </p>
        <StageStrip plan={{ stage: plan.stage, stages }} />
        <NextStage facts={facts} today={dayAt(services.now(), zoneOf(state.clave))} page={page} />
        <p>
          <ButtonLink href={href(movePath(slug, edition))}>{t('promises:desk.move')}</ButtonLink>
        </p>
        <h2>{t('promises:desk.commitments')}</h2>
        {grows ? (
          <div class="tq-decisions">
            <ButtonLink href={href(draftPath(slug, edition, 'nuevo'))}>{t('promises:desk.add')}</ButtonLink>
            <ButtonLink kind="secondary" href={href(importPath(slug, edition))}>
              {t('promises:desk.import')}
            </ButtonLink>
          </div>
        ) : (
          <p>{t('promises:desk.noMore')}</p>
        )}
        <DataTable
          id="compromisos"
          caption={t('promises:list.caption', { count: rows.length })}
          columns={columnsOf(page, plan, state)}
          rows={rows}
          rowHeader="title"
          empty={{ title: t('promises:list.empty') }}
          note={rows.some(({ commitment }) => commitment.draft) ? t('promises:list.note') : undefined}
          downloads={rows.some(({ commitment }) => !commitment.draft) ? filesOf(page, state, plan) : []}
        />
        <PlanChanges changes={changes} />
      </>
    ),
  });
}
