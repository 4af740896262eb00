import { findInstitutions } from '#modules/territory/index.ts';
import type { Orm } from '#platform/database/types.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { LedgerKind, PageRequest } from '#platform/module.ts';
import {
  Band,
  BigFigure,
  Breadcrumbs,
  Columns,
  NextSteps,
  type PageContext,
  PageHeading,
  Prose,
  queryString,
  type TableState,
  tableProblem,
  tableState,
} from '#platform/ui/index.ts';
import { consistencyPath, feedPath, ledgerPath, verifyPath } from '../addresses.ts';
import { countEntries, listFiltered } from '../store.ts';
import { CheckpointFacts } from '../views/checkpoint.tsx';
import { EntryFilterForm } from '../views/entry-filter-form.tsx';
import { EntryTable } from '../views/entry-table.tsx';
import { HowItWorks, ProtectionAndLimits } from '../views/explanation.tsx';
import { ProgramAddresses } from '../views/programs.tsx';
import { type AskedEntries, readFilter } from './entry-filter.ts';
import { type Head, readHead } from './head.ts';
import { kindsOf, type Line, lineOf } from './line.ts';

const pageSize = 25;

/** Names of the institutions of some entries, by slug. */
async function institutionNames(orm: Orm, lines: readonly Line[]): Promise<Map<string, string>> {
  const slugs = [...new Set(lines.flatMap(({ institution }) => institution ?? []))];
  const rows = slugs.length > 0 ? await findInstitutions(orm, slugs) : [];
  return new Map(rows.map(({ slug, name }) => [slug, name]));
}

/** The list of entries as it was asked for. */
interface List {
  asked: AskedEntries;
  kinds: readonly LedgerKind[];
  state: TableState<'asiento'>;
  lines: readonly Line[];
  institutions: ReadonlyMap<string, string>;
}

async function readList(
  { services: { orm }, page, query, modules }: PageRequest,
  size: number,
): Promise<List> {
  const kinds = kindsOf(modules);
  const asked = await readFilter(orm, query, kinds, size);
  const failed = asked.problems.length > 0;
  const state = tableState<'asiento'>(query, {
    sorts: ['asiento'],
    initial: { sort: 'asiento', direction: 'desc' },
    pageSize,
    total: failed ? 0 : await countEntries(orm, asked.filter, size),
  });
  const problem = failed ? null : tableProblem(state);
  if (problem) throw problem;
  const rows = failed ? [] : await listFiltered(orm, asked.filter, size, state);
  const lines = rows.map((row) => lineOf(row, kinds, page));
  return { asked, kinds, state, lines, institutions: await institutionNames(orm, lines) };
}

/** `/bitacora`: what the public ledger is, what is signed now, and what was recorded. */
export async function ledgerPage(request: PageRequest): Promise<PageResult> {
  const { page, services } = request;
  const { t } = page;
  const head = await readHead(services.orm);
  const list = await readList(request, head?.size ?? 0);
  const failed = list.asked.problems.length > 0;
  const filtered = Object.keys(list.asked.typed).length > 0;
  const title = t('ledger:title');
  return {
    kind: 'html',
    status: failed ? 400 : 200,
    title: failed ? `${t('form.error')} ${title}` : title,
    description: t('ledger:description'),
    canonicalQuery: list.state.page > 1 ? `?pagina=${list.state.page}` : '',
    indexed: !filtered,
    feed: feedPath,
    main: <LedgerMain page={page} head={head} list={list} />,
  };
}

function LedgerMain({ page, head, list }: { page: PageContext; head: Head | undefined; list: List }) {
  const { t, href } = page;
  return (
    <>
      <Band>
        <Breadcrumbs items={[]} />
        <Columns layout="wide-left">
          <PageHeading title={t('ledger:question')} lead={t('ledger:lead')} />
          <Signed page={page} head={head} />
        </Columns>
      </Band>
      <Band tone="papel" labelledBy="asentado">
        <h2 id="asentado">{t('ledger:list.title')}</h2>
        <EntryList page={page} list={list} />
      </Band>
      <Band labelledBy="como-funciona">
        <h2 id="como-funciona">{t('ledger:how.title')}</h2>
        <HowItWorks />
      </Band>
      <Band tone="papel" labelledBy="de-que-protege">
        <ProtectionAndLimits id="de-que-protege" />
      </Band>
      {head ? (
        <Band labelledBy="punto-de-control">
          <h2 id="punto-de-control">{t('ledger:head.title')}</h2>
          <Prose>
            <p>{t('ledger:head.lead')}</p>
          </Prose>
          <CheckpointFacts checkpoint={head} />
        </Band>
      ) : null}
      <Band tone="papel" labelledBy="programas">
        <h2 id="programas">{t('ledger:programs.title')}</h2>
        <ProgramAddresses begun={head !== undefined} />
      </Band>
      <Band>
        <NextSteps
          items={[
            { title: t('ledger:next.verify'), text: t('ledger:next.verifyText'), href: href(verifyPath) },
            {
              title: t('ledger:next.compare'),
              text: t('ledger:next.compareText'),
              href: href(consistencyPath),
            },
            { title: t('ledger:next.feed'), text: t('ledger:next.feedText'), href: href(feedPath) },
          ]}
        />
      </Band>
    </>
  );
}

/** How much is signed, and when. */
function Signed({ page: { t, format }, head }: { page: PageContext; head: Head | undefined }) {
  if (!head) return <p>{t('ledger:count.none')}</p>;
  const time = t('ledger:count.caption', { count: head.size, time: format.moment(head.time) });
  return (
    <BigFigure
      value={format.integer(head.size)}
      unit={t('ledger:count.unit', { count: head.size })}
      caption={time}
    />
  );
}

function captionOf({ t, format }: PageContext, { asked, state }: List): string {
  if (Object.keys(asked.typed).length > 0) {
    return t('ledger:list.found', { count: state.total, total: format.integer(state.total) });
  }
  return t(state.direction === 'desc' ? 'ledger:list.caption' : 'ledger:list.captionOldest');
}

function EntryList({ page, list }: { page: PageContext; list: List }) {
  const { t, href, query } = page;
  const { asked, kinds, state, lines, institutions } = list;
  const files = queryString(query, { pagina: null, orden: null, sentido: null });
  return (
    <EntryTable
      caption={captionOf(page, list)}
      rows={lines}
      state={state}
      institutions={institutions}
      failed={asked.problems.length > 0}
      filter={
        <EntryFilterForm
          kinds={kinds.map((kind) => ({ value: kind.kind, label: kind.name(t) }))}
          typed={asked.typed}
          errors={asked.problems.map(({ parameter, text }) => ({ field: parameter, message: text(t) }))}
          choices={asked.problems.flatMap(({ choices }) => choices ?? [])}
        />
      }
      downloads={['CSV', 'JSON'].map((format) => ({
        format,
        href: href(`${ledgerPath}.${format.toLowerCase()}${files}`),
      }))}
    />
  );
}
