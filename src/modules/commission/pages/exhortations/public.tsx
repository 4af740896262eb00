import { FEDERATION, listStates, type StateRow, StatesMap } from '#modules/territory/index.ts';
import { topicFeedPath } from '#platform/changes/addresses.ts';
import { topicAddress } from '#platform/changes/topics.ts';
import { isId } from '#platform/database/identifier.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FileRow } from '#platform/http/table-file.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  type Column,
  Columns,
  DataTable,
  KeyFigures,
  NextSteps,
  NoData,
  PageHeading,
  SummaryList,
  usePage,
} from '#platform/ui/index.ts';
import {
  agreementPath,
  commissionPath,
  exhortationPath,
  exhortationsPath,
  planPath,
} from '../../addresses.ts';
import { wholeAddress } from '../../documents.ts';
import { type Exhortation, reachByState, readExhortations } from '../../exhortations.ts';
import { type ExhortationStep, exhortationSteps } from '../../rules/index.ts';
import { actsOf } from '../../store/acts.ts';
import { agreementById } from '../../store/agreements.ts';
import { commissionTopics } from '../../topics.ts';
import { DocumentLink } from '../../views/document-link.tsx';
import { History } from '../../views/history.tsx';
import { shareWords } from '../../views/words.ts';
import { fileForms, tableForms } from '../files.ts';

type Page = PageRequest['page'];

interface BoardRow {
  state: StateRow;
  sent: readonly Exhortation[];
}

const firstDay = ({ events }: Exhortation, step: string) => events.find((event) => event.step === step)?.on;

/** Whether a step comes after all that are on record; one before them was taken on a day that nobody recorded. */
const isAhead = ({ furthest }: Exhortation, step: ExhortationStep) =>
  furthest === undefined || exhortationSteps.indexOf(step) > exhortationSteps.indexOf(furthest);

/** A step without a day: it is still to come, or its day is not known. */
function Undated({ ahead }: { ahead: boolean }) {
  const { t } = usePage();
  return ahead ? <span>{t('commission:exhortations.notYet')}</span> : <NoData />;
}

function boardColumns(page: Page): Column<BoardRow>[] {
  const { t, href } = page;
  return [
    {
      key: 'state',
      header: t('commission:exhortations.columns.state'),
      cell: ({ state }) => <span id={state.slug}>{state.name}</span>,
    },
    {
      key: 'exhortations',
      header: t('commission:exhortations.title'),
      cell: ({ sent }) =>
        sent.length === 0 ? (
          <NoData reason={t('commission:exhortations.none')} />
        ) : (
          <ul>
            {sent.map(({ row, furthest }) => (
              <li>
                <a href={href(exhortationPath(row.id))}>{row.subject}</a>
                {furthest ? `: ${t(`commission:exhortations.steps.${furthest}`)}` : null}
              </li>
            ))}
          </ul>
        ),
    },
    ...exhortationSteps.map((step) => ({
      key: step,
      header: t(`commission:exhortations.steps.${step}`),
      cell: ({ sent }: BoardRow) => {
        if (sent.length === 0) return <NoData />;
        const days = sent.flatMap((each) => firstDay(each, step) ?? []);
        if (days.length === 0) return <Undated ahead={sent.every((each) => isAhead(each, step))} />;
        return days.map((day) => <div>{page.format.day(day)}</div>);
      },
    })),
  ];
}

/** `/comision/exhortos`: how far each state's Congress came. */
async function boardPage({ services, page }: PageRequest): Promise<PageResult> {
  const { t, href } = page;
  const all = await readExhortations(services.orm);
  const states = (await listStates(services.orm)).filter(({ clave }) => clave !== FEDERATION);
  const others = all.filter(({ row }) => row.state === null);
  const reach = reachByState(all);
  const atLeast = (least: number) => [...reach.values()].filter((place) => place >= least).length;
  const title = t('commission:exhortations.title');
  return {
    kind: 'html',
    title,
    description: t('commission:exhortations.lead'),
    feed: topicFeedPath(topicAddress(commissionTopics)),
    main: (
      <>
        <Band>
          <Breadcrumbs items={[{ label: t('commission:name'), href: href(commissionPath) }]} />
          <Columns layout="question">
            <div>
              <PageHeading title={title} lead={t('commission:exhortations.lead')} />
              <KeyFigures
                items={[
                  {
                    label: t('commission:exhortations.figures.exhorted'),
                    value: shareWords(page, reach.size, states.length),
                  },
                  {
                    label: t('commission:exhortations.figures.answered'),
                    value: reach.size > 0 ? shareWords(page, atLeast(3), reach.size) : <NoData />,
                  },
                  {
                    label: t('commission:exhortations.figures.published'),
                    value: reach.size > 0 ? shareWords(page, atLeast(6), reach.size) : <NoData />,
                  },
                ]}
              />
            </div>
            <StatesMap
              id="mapa"
              title={t('commission:exhortations.map.title')}
              titleAs="p"
              measure={t('commission:exhortations.map.measure')}
              description={t('commission:exhortations.map.description', { count: reach.size })}
              note={t('commission:exhortations.map.note')}
              states={states}
              values={reach}
              thresholds={[2, 3, 4, 6]}
              classNames={[
                t('commission:exhortations.steps.sent'),
                t('commission:exhortations.steps.acknowledged'),
                t('commission:exhortations.steps.answered'),
                t('commission:exhortations.map.moving'),
                t('commission:exhortations.steps.published'),
              ]}
              format={(place) => {
                const step = exhortationSteps[place - 1];
                return step ? t(`commission:exhortations.steps.${step}`) : String(place);
              }}
              pathOf={(slug) => `${exhortationsPath}#${slug}`}
              valueName={t('commission:exhortations.map.value')}
              tableAt="#tablero"
            />
          </Columns>
        </Band>
        <Band tone="papel">
          <DataTable
            id="tablero"
            caption={t('commission:exhortations.board')}
            columns={boardColumns(page)}
            rows={states.map((state) => ({
              state,
              sent: all.filter(({ row }) => row.state === state.clave),
            }))}
            downloads={fileForms.map((form) => ({
              href: href(`${exhortationsPath}.${form}`),
              format: form.toUpperCase(),
            }))}
            note={t(all.length === 0 ? 'commission:exhortations.empty' : 'commission:exhortations.boardNote')}
          />
          {others.length > 0 ? (
            <>
              <h2 id="otros">{t('commission:exhortations.others')}</h2>
              <ul>
                {others.map(({ row, furthest }) => (
                  <li>
                    <a href={href(exhortationPath(row.id))}>{row.subject}</a> ({row.addressee})
                    {furthest ? `: ${t(`commission:exhortations.steps.${furthest}`)}` : null}
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </Band>
        <Band>
          <NextSteps items={[{ title: t('commission:plan.title'), href: href(planPath) }]} />
        </Band>
      </>
    ),
  };
}

/** One exhortation: what was asked of whom, and each step with its day and document. */
async function exhortationPage({ services, page, params }: PageRequest): Promise<PageResult> {
  const { t, href } = page;
  const id = params.id ?? '';
  const found = isId(id)
    ? (await readExhortations(services.orm)).find(({ row }) => row.id === id.toLowerCase())
    : undefined;
  if (!found)
    throw notFound(
      'No hay un exhorto con esa dirección. Búscalo en /comision/exhortos.',
      'There is no exhortation at that address. Look for it at /en/comision/exhortos.',
      'id',
    );
  const { row, events } = found;
  const agreement = row.agreement === null ? undefined : await agreementById(services.orm, row.agreement);
  const acts = await actsOf(services.orm, 'exhortation', row.id);
  return {
    kind: 'html',
    title: row.subject,
    description: t('commission:exhortations.describe', { addressee: row.addressee }),
    main: (
      <>
        <Band>
          <Breadcrumbs
            items={[
              { label: t('commission:name'), href: href(commissionPath) },
              { label: t('commission:exhortations.title'), href: href(exhortationsPath) },
            ]}
          />
          <PageHeading
            caption={t('commission:exhortations.to', { addressee: row.addressee })}
            title={row.subject}
          />
          <p class="tq-lines">{row.text}</p>
          {agreement ? (
            <p>
              {t('commission:exhortations.ordered')}{' '}
              <a href={href(agreementPath(agreement.code))}>{agreement.code}</a>.
            </p>
          ) : null}
        </Band>
        <Band tone="papel" labelledBy="pasos">
          <h2 id="pasos">{t('commission:exhortations.stepsTitle')}</h2>
          <SummaryList
            rows={exhortationSteps.map((step) => {
              const event = events.find((each) => each.step === step);
              return {
                key: t(`commission:exhortations.steps.${step}`),
                value: event ? (
                  <>
                    {page.format.day(event.on)}
                    {event.note ? `. ${event.note}` : null}
                    {event.document ? (
                      <>
                        {' '}
                        <DocumentLink
                          document={event.document}
                          label={t('commission:exhortations.documentOf', {
                            step: t(`commission:exhortations.steps.${step}`),
                          })}
                        />
                      </>
                    ) : null}
                  </>
                ) : (
                  <Undated ahead={isAhead(found, step)} />
                ),
              };
            })}
          />
          <History acts={acts} />
          <NextSteps items={[{ title: t('commission:exhortations.board'), href: href(exhortationsPath) }]} />
        </Band>
      </>
    ),
  };
}

async function exhortationRows({ services }: PageRequest): Promise<FileRow[]> {
  return (await readExhortations(services.orm)).map((each) => {
    const { row, furthest } = each;
    return {
      id: row.id,
      clave: row.state,
      destinatario: row.addressee,
      asunto: row.subject,
      texto: row.text,
      paso: furthest ?? null,
      ...Object.fromEntries(exhortationSteps.map((step) => [step, firstDay(each, step) ?? null])),
      documentos:
        each.events.flatMap(({ document }) => wholeAddress(services, document) ?? []).join(' ') || null,
    };
  });
}

export const publicExhortationPages: readonly PageRoute[] = [
  { path: exhortationsPath, access: 'public', cache: 'data', handle: boardPage },
  ...tableForms(
    exhortationsPath,
    { name: 'comision-exhortos', title: (t) => t('commission:exhortations.title') },
    exhortationRows,
    [...['id', 'clave', 'destinatario', 'asunto', 'texto', 'paso', ...exhortationSteps, 'documentos']],
  ),
  { path: `${exhortationsPath}/:id`, access: 'public', cache: 'data', handle: exhortationPage },
];
