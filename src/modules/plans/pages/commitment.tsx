import { stateInSentence, stateName } from '#modules/territory/index.ts';
import { topicFeedPath } from '#platform/changes/addresses.ts';
import { Follow } from '#platform/changes/follow.tsx';
import { topicAddress } from '#platform/changes/topics.ts';
import { isId } from '#platform/database/identifier.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { Band, Breadcrumbs, Columns, NextSteps, PageHeading } from '#platform/ui/index.ts';
import { type CommitmentDetail, commitmentDetail } from '../board/commitment.ts';
import {
  commitmentPath,
  commitmentsPath,
  planPath,
  plansPath,
  statePlansPath,
  type Theme,
} from '../rules/index.ts';
import { evidenceFile } from '../store/commitments.ts';
import { publishedCommitment } from '../store/published.ts';
import { commitmentTopics } from '../topics.ts';
import {
  CommitmentClock,
  CommitmentFacts,
  Milestones,
  ProblemAndGoal,
  Voices,
} from '../views/commitment.tsx';
import { Amendments, Evidence, Links, Reports, Resistances } from '../views/commitment-record.tsx';
import { History } from '../views/history.tsx';
import { ProgressFormula } from '../views/progress.tsx';
import { planTitle } from '../views/state.tsx';
import { wayToCommitments, wayToStatePlans } from '../views/ways-on.ts';
import { themeName } from '../views/words.tsx';
import { themeWords } from './filter.ts';
import { findCommitment } from './find-commitment.ts';

function wayToTheme({ t, href }: PageRequest['page'], theme: Theme | null) {
  if (theme === null) return [];
  return [
    {
      title: t('plans:next.theme', { theme: themeName(t, theme) }),
      text: t('plans:next.themeText'),
      href: href(`${commitmentsPath}?tema=${themeWords[theme]}`),
    },
  ];
}

function progressText({ t, format }: PageRequest['page'], { progress: { value } }: CommitmentDetail): string {
  return value === null
    ? t('plans:commitment.milestones.noProgress')
    : t('plans:commitment.milestones.progress', { share: format.percent(value) });
}

/** `/compromisos/<id>`: what was promised, how far it is by each voice, and what shows it. */
export async function commitmentPage(request: PageRequest): Promise<PageResult> {
  const { page, services } = request;
  const { t, href } = page;
  const commitment = await findCommitment(request);
  const detail = await commitmentDetail(services, commitment);
  const { state, plan } = detail;
  const place = stateInSentence(t, state);
  const topic = topicAddress(commitmentTopics, commitment.id);
  const beyond = commitment.number.startsWith('P');
  return {
    kind: 'html',
    title: `${commitment.title}, ${stateName(t, state)}`,
    description: t('plans:commitment.description', { number: commitment.number, state: place }),
    feed: topicFeedPath(topic),
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
            caption={t(beyond ? 'plans:commitment.beyond' : 'plans:commitment.caption', {
              number: commitment.number,
              state: place,
            })}
            title={commitment.title}
          />
          <CommitmentClock detail={detail} />
          <Columns layout="wide-left">
            <CommitmentFacts detail={detail} />
            <div>
              <Follow topic={topic} name={commitment.title} />
              <p>
                <a href={href(`${commitmentPath(commitment.id)}/vencimientos.ics`)}>
                  {t('plans:plan.calendar')}
                </a>
              </p>
            </div>
          </Columns>
          <ProblemAndGoal detail={detail} />
        </Band>
        <Band tone="papel" labelledBy="voces">
          <h2 id="voces">{t('plans:commitment.voices')}</h2>
          <p>{t('plans:commitment.voicesText')}</p>
          <Voices detail={detail} />
        </Band>
        <Band>
          <Milestones detail={detail} />
          {detail.milestones.length > 0 ? (
            <>
              <p>{progressText(page, detail)}</p>
              <ProgressFormula progress={detail.progress} />
            </>
          ) : null}
          <h2>{t('plans:commitment.evidence.title')}</h2>
          <Evidence detail={detail} />
        </Band>
        <Band tone="papel">
          <h2>{t('plans:commitment.resistances.title')}</h2>
          <Resistances detail={detail} />
          <h2>{t('plans:commitment.amendments.title')}</h2>
          <Amendments detail={detail} />
          <h2>{t('plans:commitment.reports.title')}</h2>
          <Reports detail={detail} />
          <h2>{t('plans:commitment.links.title')}</h2>
          <Links detail={detail} />
        </Band>
        <Band labelledBy="historia">
          <h2 id="historia">{t('plans:history.title')}</h2>
          <History acts={detail.acts} />
        </Band>
        <Band tone="papel">
          <NextSteps
            items={[
              {
                title: planTitle(t, plan),
                text: t('plans:next.plan', { state: place }),
                href: href(planPath(state.slug, plan.edition)),
              },
              ...wayToTheme(page, commitment.theme),
              wayToStatePlans(page, state),
              wayToCommitments(page),
            ]}
          />
        </Band>
      </>
    ),
  };
}

/** `/compromisos/<id>/evidencias/<id>`: the file of a piece of evidence, to be kept: nothing in it runs here. */
export async function evidencePage({ params, services }: PageRequest): Promise<PageResult> {
  const { id = '', evidence = '' } = params;
  const commitment = isId(id) ? await publishedCommitment(services.orm, id) : undefined;
  const found = commitment && isId(evidence) ? await evidenceFile(services.orm, evidence) : undefined;
  if (!found || found.commitment !== commitment?.id) {
    throw notFound(
      'No hay un archivo en esta dirección. Las evidencias están en la página de su compromiso.',
      'There is no file at this address. Evidence is on the page of its commitment.',
      'evidence',
    );
  }
  return {
    ...{ kind: 'bytes', contentType: found.contentType, bytes: found.file, cache: 'revalidate' },
    filename: found.fileName ?? evidence,
  };
}
