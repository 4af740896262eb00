import { rich } from '#platform/i18n/rich.tsx';
import {
  Band,
  Code,
  type Column,
  Columns,
  DataTable,
  NextSteps,
  type PageContext,
  PageHeading,
  Prose,
  SummaryList,
  usePage,
} from '#platform/ui/index.ts';
import type { Answer, ApiDescription } from '../api-description.ts';
import { Operations, type ShownOperation } from './api-operations.tsx';
import { Schemas } from './api-schemas.tsx';

/** What the page shows: the description, and answers of the API as of now. */
export interface ApiPageProps {
  description: ApiDescription;
  operations: readonly ShownOperation[];
  /** Where people reach the platform, without trailing slash. */
  origin: string;
  base: string;
  descriptionPath: string;
  limits: { items: number; seconds: number };
  /** A first request and its answer. */
  first: { address: string; answer: string };
  /** A request that is refused, and how. */
  refused: { address: string; answer: string };
}

const code = (text: string) => <code>{text}</code>;

function Rules({ origin, base, descriptionPath, limits }: ApiPageProps) {
  const { t, href } = usePage();
  return (
    <SummaryList
      rows={[
        { key: t('site:apiPage.rules.base'), value: <code>{origin + base}</code> },
        { key: t('site:apiPage.rules.key'), value: t('site:apiPage.rules.keyText') },
        { key: t('site:apiPage.rules.methods'), value: t('site:apiPage.rules.methodsText') },
        { key: t('site:apiPage.rules.format'), value: rich(t('site:apiPage.rules.formatText'), { code }) },
        { key: t('site:apiPage.rules.limits'), value: t('site:apiPage.rules.limitsText', limits) },
        { key: t('site:apiPage.rules.cache'), value: rich(t('site:apiPage.rules.cacheText'), { code }) },
        { key: t('site:apiPage.rules.cors'), value: t('site:apiPage.rules.corsText') },
        { key: t('site:apiPage.rules.version'), value: rich(t('site:apiPage.rules.versionText'), { code }) },
        {
          key: t('site:apiPage.rules.licence'),
          value: rich(t('site:apiPage.rules.licenceText'), {
            licence: (text) => <a href={`${href('/datos')}#licencia`}>{text}</a>,
          }),
        },
        {
          key: t('site:apiPage.rules.document'),
          value: rich(t('site:apiPage.rules.documentText'), {
            document: (text) => <a href={descriptionPath}>{text}</a>,
          }),
        },
      ]}
    />
  );
}

interface Status {
  status: string;
  answer: Answer;
}

/** The statuses of all operations besides 200, each once: they mean the same everywhere. */
function statusesOf(operations: ApiDescription['operations']): Status[] {
  const found = new Map(operations.flatMap(({ responses }) => Object.entries(responses)));
  return [...found]
    .filter(([status]) => status !== '200')
    .map(([status, answer]) => ({ status, answer }))
    .sort((a, b) => (a.status < b.status ? -1 : 1));
}

function statusColumns({ t }: PageContext): Column<Status>[] {
  return [
    {
      key: 'status',
      header: t('site:apiPage.errors.status'),
      cell: ({ status }) => (status === 'default' ? t('site:apiPage.errors.other') : status),
    },
    {
      key: 'meaning',
      header: t('site:apiPage.errors.meaning'),
      cell: ({ answer }) => answer.description,
    },
  ];
}

function PagingAndErrors({ description, origin, refused }: ApiPageProps) {
  const page = usePage();
  const { t } = page;
  return (
    <Columns layout="halves">
      <div>
        <h2 id="paginas-api">{t('site:apiPage.paging.title')}</h2>
        <Prose>
          <p>{rich(t('site:apiPage.paging.text'), { code })}</p>
        </Prose>
        <Code label={t('site:apiPage.paging.label')}>
          {[
            `next='/api/v1/institutions?limit=500'`,
            `while [ "$next" != null ]; do`,
            `  curl -s "${origin}$next" > page.json`,
            `  jq -c '.items[]' page.json`,
            `  next=$(jq -r .next page.json)`,
            'done',
          ].join('\n')}
        </Code>
      </div>
      <div>
        <h2 id="errores-api">{t('site:apiPage.errors.title')}</h2>
        <Prose>
          <p>{rich(t('site:apiPage.errors.text'), { code })}</p>
        </Prose>
        <Code label={rich(t('site:apiPage.errors.example', { address: refused.address }), { code })}>
          {refused.answer}
        </Code>
        <DataTable
          id="estados"
          caption={t('site:apiPage.errors.caption')}
          columns={statusColumns(page)}
          rows={statusesOf(description.operations)}
        />
      </div>
    </Columns>
  );
}

/** The API for people: what to know first, every address with its example, lists and errors, every field. */
export function ApiPage(props: ApiPageProps) {
  const { t, href } = usePage();
  const { description, operations, first, origin } = props;
  return (
    <>
      <Band>
        <Columns layout="question">
          <PageHeading title={t('site:apiPage.title')} lead={t('site:apiPage.lead')} />
          <div>
            <Code label={t('site:apiPage.try')}>curl '{origin + first.address}'</Code>
            <Code label={t('site:apiPage.answer')}>{first.answer}</Code>
          </div>
        </Columns>
      </Band>
      <Band tone="papel" labelledBy="reglas">
        <h2 id="reglas">{t('site:apiPage.rules.title')}</h2>
        <Rules {...props} />
      </Band>
      <Band labelledBy="direcciones">
        <h2 id="direcciones">{t('site:apiPage.operations.title')}</h2>
        <Operations groups={description.groups} operations={operations} />
      </Band>
      <Band tone="papel" labelledBy="paginas-api">
        <PagingAndErrors {...props} />
      </Band>
      <Band labelledBy="esquemas">
        <h2 id="esquemas">{t('site:apiPage.schemas.title')}</h2>
        <Schemas schemas={description.schemas} />
        <NextSteps
          items={[
            {
              title: t('site:apiPage.next.data'),
              text: t('site:apiPage.next.dataText'),
              href: href('/datos'),
            },
            {
              title: t('site:apiPage.next.method'),
              text: t('site:apiPage.next.methodText'),
              href: href('/metrica/metodologia'),
            },
            {
              title: t('site:apiPage.next.metrica'),
              text: t('site:apiPage.next.metricaText'),
              href: href('/metrica'),
            },
          ]}
        />
      </Band>
    </>
  );
}
