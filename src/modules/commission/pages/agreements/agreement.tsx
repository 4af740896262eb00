import { notFound } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { Band, Breadcrumbs, NextSteps, NoData, PageHeading, SummaryList } from '#platform/ui/index.ts';
import { agreementsPath, commissionPath, sessionPath } from '../../addresses.ts';
import { sessionName } from '../../names.ts';
import { isAgreementCode } from '../../rules/index.ts';
import { actsOf } from '../../store/acts.ts';
import { listItems } from '../../store/sessions.ts';
import { listMotions } from '../../store/votes.ts';
import { AgreementTag, ClockTag } from '../../views/agreement-tag.tsx';
import { DocumentLink } from '../../views/document-link.tsx';
import { History } from '../../views/history.tsx';
import { readAgreements } from './read.ts';

/** `/comision/acuerdos/CGA-2026-01`: the agreement, the point and the vote it came of, and what became of it. */
export async function agreementPage({ services, page, params }: PageRequest): Promise<PageResult> {
  const { t, href } = page;
  const code = params.code ?? '';
  const found = isAgreementCode(code)
    ? (await readAgreements(services.orm, services.now())).find(({ row }) => row.code === code)
    : undefined;
  if (!found)
    throw notFound(
      'No hay un acuerdo con esa clave. Búscalo en /comision/acuerdos.',
      'There is no agreement of that code. Look for it at /en/comision/acuerdos.',
      'code',
    );
  const { row, session, clock } = found;
  const item = (await listItems(services.orm, row.session)).find(({ id }) => id === row.item);
  const motion = (await listMotions(services.orm, row.session)).find(({ id }) => id === row.motion);
  const acts = await actsOf(services.orm, 'agreement', row.id);
  const rows = [
    {
      key: t('commission:agreements.columns.state'),
      value: (
        <>
          <AgreementTag state={row.state} /> <ClockTag clock={clock} />
        </>
      ),
    },
    { key: t('commission:agreements.columns.responsible'), value: row.responsible },
    { key: t('commission:agreements.columns.due'), value: page.format.day(row.dueOn) },
    ...(row.fulfilledOn
      ? [{ key: t('commission:agreements.fulfilledOn'), value: page.format.day(row.fulfilledOn) }]
      : []),
    ...(session
      ? [
          {
            key: t('commission:agreements.madeIn'),
            value: (
              <>
                <a href={href(sessionPath(session))}>{sessionName(t, session)}</a>
                {item ? `, ${t('commission:agreements.item', { number: item.number })}` : null}
              </>
            ),
          },
        ]
      : []),
    ...(motion && session
      ? [
          {
            key: t('commission:agreements.vote'),
            value: (
              <a href={`${href(sessionPath(session))}#m-${motion.id}`}>
                {motion.result ? t(`commission:votes.results.${motion.result}`) : t('commission:votes.open')}
              </a>
            ),
          },
        ]
      : []),
    {
      key: t('commission:agreements.evidence'),
      value: row.evidence ? <DocumentLink document={row.evidence} /> : <NoData />,
    },
    ...(row.note ? [{ key: t('commission:agreements.note'), value: row.note }] : []),
  ];
  return {
    kind: 'html',
    title: t('commission:agreements.one', { code }),
    description: row.text,
    main: (
      <>
        <Band>
          <Breadcrumbs
            items={[
              { label: t('commission:name'), href: href(commissionPath) },
              { label: t('commission:agreements.title'), href: href(agreementsPath) },
            ]}
          />
          <PageHeading title={t('commission:agreements.one', { code })} lead={row.text} />
          <SummaryList rows={rows} />
        </Band>
        <Band tone="papel">
          <History acts={acts} />
          <NextSteps items={[{ title: t('commission:agreements.all'), href: href(agreementsPath) }]} />
        </Band>
      </>
    ),
  };
}
