import { findInstitution } from '#modules/territory/index.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import { translator } from '#platform/i18n/i18n.ts';
import { verifyReceipt } from '#platform/ledger/receipt.ts';
import { findEntry, latestCheckpoint } from '#platform/ledger/store.ts';
import type { PageRequest } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  ButtonLink,
  Code,
  Details,
  type Entry as NextStep,
  NextSteps,
  type PageContext,
  PageHeading,
  SummaryList,
} from '#platform/ui/index.ts';
import { consistencyPath, entryPath, ledgerPath, verifyPath } from '../addresses.ts';
import { isPending } from '../store.ts';
import { EntryFacts } from '../views/entry-facts.tsx';
import { InclusionProof } from '../views/inclusion-proof.tsx';
import { type AskedEntry, readAskedEntry } from './asked-entry.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `/bitacora/asientos/<number>`: one entry with its proof. A UUID in place of the number leads there. */
export async function entryPage(request: PageRequest): Promise<PageResult> {
  const { page, params, services } = request;
  if (uuid.test(params.index ?? '')) return entryById(request, params.index ?? '');
  const asked = await readAskedEntry(request);
  const { line } = asked;
  const institution =
    line.institution === null ? undefined : await findInstitution(services.orm, line.institution);
  const { t } = page;
  const number = t('ledger:entry.number', { index: page.format.integer(line.index) });
  return {
    kind: 'html',
    // One of very many, each found from the list and the feed: not for search engines.
    indexed: false,
    title: `${number}: ${line.title}`,
    description: t('ledger:entry.description', { title: line.title, index: line.index }),
    main: <EntryMain page={page} asked={asked} number={number} institutionName={institution?.name} />,
  };
}

interface EntryMainProps {
  page: PageContext;
  asked: AskedEntry;
  number: string;
  institutionName: string | undefined;
}

function EntryMain({ page, asked, number, institutionName }: EntryMainProps) {
  const { t, href } = page;
  const { line, head, receipt } = asked;
  const act = line.entry && JSON.stringify(line.entry.act, null, 2);
  return (
    <>
      <Band>
        <Breadcrumbs items={[{ label: t('ledger:title'), href: href(ledgerPath) }]} />
        <PageHeading caption={number} title={line.title} />
        <EntryFacts shown={line} institutionName={institutionName} />
      </Band>
      <Band tone="papel" labelledBy="asentado">
        <h2 id="asentado">{t('ledger:entry.act')}</h2>
        {line.facts.length > 0 ? (
          <SummaryList rows={line.facts.map(({ label, value }) => ({ key: label, value }))} />
        ) : null}
        {act === undefined ? null : (
          <Details summary={t('ledger:entry.json')} open={line.facts.length === 0}>
            <Code>{act}</Code>
          </Details>
        )}
        <Code label={t('ledger:entry.text')}>{line.text}</Code>
        <p class="tq-note">{t('ledger:entry.textNote')}</p>
        <Code label={t('ledger:entry.leaf')}>{line.leaf}</Code>
        <p class="tq-note">{t('ledger:entry.leafNote')}</p>
      </Band>
      <Band labelledBy="prueba">
        <h2 id="prueba">{t('ledger:proof.title')}</h2>
        <InclusionProof
          receipt={receipt}
          size={head.size}
          root={head.root}
          holds={verifyReceipt(receipt, head.key).valid}
        />
      </Band>
      <Band tone="papel">
        <NextSteps items={nextSteps(page, asked)} />
      </Band>
    </>
  );
}

function nextSteps({ t, format, href }: PageContext, { line: { index }, head }: AskedEntry): NextStep[] {
  const neighbour = (to: number, title: string): NextStep => ({
    title,
    text: t('ledger:entry.number', { index: format.integer(to) }),
    href: href(entryPath(to)),
  });
  return [
    ...(index + 1 < head.size ? [neighbour(index + 1, t('ledger:entry.newer'))] : []),
    ...(index > 0 ? [neighbour(index - 1, t('ledger:entry.older'))] : []),
    { title: t('ledger:next.verify'), text: t('ledger:next.verifyText'), href: href(verifyPath) },
    { title: t('ledger:next.compare'), text: t('ledger:next.compareText'), href: href(consistencyPath) },
  ];
}

/** Where an act leads to that was carried out a moment ago: its entry may still be waiting for its place. */
async function entryById({ services: { orm }, page }: PageRequest, id: string): Promise<PageResult> {
  const row = await findEntry(orm, id);
  const signed = (await latestCheckpoint(orm))?.size ?? 0;
  if (row && row.index < signed) return { kind: 'redirect', path: entryPath(row.index), status: 303 };
  if (!row && !(await isPending(orm, id))) {
    const text = (lang: 'es-MX' | 'en') => translator(lang)('ledger:entry.unknownId', { id });
    throw notFound(text('es-MX'), text('en'), 'index');
  }
  const { t, href } = page;
  return {
    kind: 'html',
    title: t('ledger:pending.title'),
    description: t('ledger:pending.lead'),
    indexed: false,
    main: (
      <Band>
        <Breadcrumbs items={[{ label: t('ledger:title'), href: href(ledgerPath) }]} />
        <PageHeading title={t('ledger:pending.title')} lead={t('ledger:pending.lead')} />
        <ButtonLink href={href(page.path)}>{t('ledger:pending.again')}</ButtonLink>
      </Band>
    ),
  };
}
