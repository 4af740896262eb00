import { badRequest, notFound } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import { translator } from '#platform/i18n/i18n.ts';
import { encodeBase64 } from '#platform/ledger/note.ts';
import type { PageRequest } from '#platform/module.ts';
import { Band, Breadcrumbs, NextSteps, type PageContext, PageHeading } from '#platform/ui/index.ts';
import { ledgerPath, verifyPath } from '../addresses.ts';
import { newestCheckpoints } from '../store.ts';
import { ConsistencyForm } from '../views/consistency-form.tsx';
import { ConsistencyProof, RecentCheckpoints } from '../views/consistency-proof.tsx';
import { type AskedSizes, type Comparison, compareSizes, readSizes } from './asked-sizes.ts';
import { type Head, readHead } from './head.ts';

const shownCheckpoints = 10;

/** `/bitacora/consistencia`: the proof that the ledger only grew between two sizes. */
export async function consistencyPage(request: PageRequest): Promise<PageResult> {
  const { page, query, services } = request;
  const { t } = page;
  const head = await readHead(services.orm);
  const asked = readSizes(query, head?.size ?? 0);
  const comparison = asked.sizes && (await compareSizes(services.orm, asked.sizes));
  const recent = await newestCheckpoints(services.orm, shownCheckpoints);
  const failed = asked.problems.length > 0;
  const title = t('ledger:consistency.tab');
  return {
    kind: 'html',
    status: asked.status,
    title: failed ? `${t('form.error')} ${title}` : title,
    description: t('ledger:consistency.description'),
    indexed: query.size === 0,
    main: (
      <ConsistencyMain
        page={page}
        head={head}
        asked={asked}
        comparison={comparison}
        recent={recent.map(({ size, time, root }) => ({ size, time, root: encodeBase64(root) }))}
      />
    ),
  };
}

interface ConsistencyMainProps {
  page: PageContext;
  head: Head | undefined;
  asked: AskedSizes;
  comparison: Comparison | undefined;
  recent: readonly { size: number; time: Date; root: string }[];
}

function ConsistencyMain({ page, head, asked, comparison, recent }: ConsistencyMainProps) {
  const { t, href } = page;
  const form = (
    <ConsistencyForm
      size={head?.size ?? 0}
      typed={asked.typed}
      errors={asked.problems.map(({ parameter, text }) => ({ field: parameter, message: text(t) }))}
    />
  );
  return (
    <>
      <Band>
        <Breadcrumbs items={[{ label: t('ledger:title'), href: href(ledgerPath) }]} />
        <PageHeading title={t('ledger:consistency.title')} lead={t('ledger:consistency.lead')} />
        {comparison ? <ConsistencyProof {...comparison} /> : form}
      </Band>
      <Band tone="papel" labelledBy="ultimos">
        <h2 id="ultimos">{t('ledger:consistency.recent')}</h2>
        <RecentCheckpoints rows={recent} now={head?.size ?? 0} />
        {comparison ? form : null}
      </Band>
      <Band>
        <NextSteps
          items={[
            { title: t('ledger:next.list'), text: t('ledger:next.listText'), href: href(ledgerPath) },
            { title: t('ledger:next.verify'), text: t('ledger:next.verifyText'), href: href(verifyPath) },
          ]}
        />
      </Band>
    </>
  );
}

/** `/bitacora/consistencia.json`: the same for programs. */
export async function consistencyFile({ services, query }: PageRequest): Promise<PageResult> {
  const head = await readHead(services.orm);
  const { sizes, problems, status } = readSizes(query, head?.size ?? 0);
  if (!sizes) {
    const [problem] = problems;
    const text = (lang: 'es-MX' | 'en') =>
      problem?.text(translator(lang)) ?? translator(lang)('ledger:consistency.problem.missing');
    const refuse = status === 404 ? notFound : badRequest;
    throw refuse(text('es-MX'), text('en'), problem?.parameter ?? 'desde');
  }
  const { older, newer, proof, holds } = await compareSizes(services.orm, sizes);
  const treeOf = ({ size, root, note }: Comparison['older']) => ({ size, root, checkpoint: note ?? null });
  return {
    kind: 'json',
    data: { origin: head?.origin, older: treeOf(older), newer: treeOf(newer), proof, consistent: holds },
  };
}
