import { personOf } from '#platform/access/access.ts';
import { accountPath } from '#platform/access/addresses.ts';
import { publicOrigin } from '#platform/config/config.ts';
import { isId } from '#platform/database/identifier.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import {
  countPersonActs,
  findPersonAct,
  listPersonActs,
  type PersonAct,
  personData,
} from '#platform/ledger/person-acts.ts';
import { receiptOf } from '#platform/ledger/proofs.ts';
import type { Receipt } from '#platform/ledger/receipt.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  ButtonLink,
  NextSteps,
  PageHeading,
  tableProblem,
  tableState,
} from '#platform/ui/index.ts';
import { ownActPath, ownActsPath, ownReceiptFilePath, ownReceiptPath, verifyPath } from '../addresses.ts';
import { OwnActTable } from '../views/own-act-table.tsx';
import { ReceiptSheet } from '../views/receipt-sheet.tsx';
import { readHead } from './head.ts';
import { kindsOf, lineOf } from './line.ts';

const spec = { sorts: ['asiento'], initial: { sort: 'asiento', direction: 'desc' }, pageSize: 20 } as const;

function rowOf({ id, entry }: PersonAct, { modules, page }: PageRequest) {
  if (!entry) return { id, title: undefined, kindName: undefined, time: undefined, index: undefined };
  const { title, kindName, time, index } = lineOf(entry, kindsOf(modules), page);
  return { id, title, kindName, time, index };
}

/** `/cuenta/actos`: everything public that the person did, each with a receipt. */
async function ownActsPage(request: PageRequest): Promise<PageResult> {
  const { services, page } = request;
  const { t } = page;
  const { id } = personOf(request);
  const state = tableState(page.query, { ...spec, total: await countPersonActs(services.orm, id) });
  const problem = tableProblem(state);
  if (problem) throw problem;
  const acts = await listPersonActs(services.orm, id, state.direction, state);
  return {
    kind: 'html',
    title: t('ledger:own.title'),
    description: t('ledger:own.lead'),
    indexed: false,
    main: (
      <Band tone="papel">
        <Breadcrumbs items={[{ label: t('account'), href: page.href(accountPath) }]} />
        <PageHeading title={t('ledger:own.title')} lead={t('ledger:own.lead')} />
        <OwnActTable rows={acts.map((act) => rowOf(act, request))} state={state} />
        <NextSteps
          items={[
            {
              title: t('ledger:next.verify'),
              text: t('ledger:next.verifyText'),
              href: page.href(verifyPath),
            },
            { title: t('account'), text: t('ledger:own.accountText'), href: page.href(accountPath) },
          ]}
        />
      </Band>
    ),
  };
}

async function askedAct(request: PageRequest): Promise<PersonAct> {
  const { services, params } = request;
  const id = params.entry ?? '';
  const act = isId(id) ? await findPersonAct(services.orm, personOf(request).id, id) : undefined;
  if (act) return act;
  throw notFound(
    'No tienes un acto con ese identificador.',
    'You have no act with that identifier.',
    'entry',
  );
}

/** The person's own receipt, which opens the commitment; undefined until the entry is signed. */
async function ownReceipt(request: PageRequest, { id, salt }: PersonAct): Promise<Receipt | undefined> {
  return receiptOf(request.services.orm, id, { data: personData(personOf(request).id), salt });
}

/** `/cuenta/actos/<entry>/acuse.json`: the receipt as a file. */
async function ownReceiptFile(request: PageRequest): Promise<PageResult> {
  const act = await askedAct(request);
  const receipt = await ownReceipt(request, act);
  if (!receipt) return { kind: 'redirect', status: 303, path: ownActPath(act.id) };
  return { kind: 'json', data: receipt, filename: `acuse-${receipt.index}.json` };
}

/** `/cuenta/actos/<entry>`: one act, with its receipt to print and to download. */
async function ownReceiptPage(request: PageRequest): Promise<PageResult> {
  const { services, page, modules } = request;
  const { t, format, href } = page;
  const act = await askedAct(request);
  const head = await readHead(services.orm);
  const receipt = await ownReceipt(request, act);
  const signed = act.entry && head && receipt ? { entry: act.entry, head, receipt } : undefined;
  const line = act.entry && lineOf(act.entry, kindsOf(modules), page);
  const title = line?.title ?? t('ledger:pending.title');
  return {
    kind: 'html',
    title,
    description: t('ledger:own.receiptLead'),
    indexed: false,
    main: (
      <Band tone="papel">
        <Breadcrumbs
          items={[
            { label: t('account'), href: href(accountPath) },
            { label: t('ledger:own.title'), href: href(ownActsPath) },
          ]}
        />
        {signed && line ? (
          <>
            <PageHeading
              caption={t('ledger:receipt.title', { index: format.integer(line.index) })}
              title={title}
              lead={t('ledger:own.receiptLead')}
            />
            <ReceiptSheet
              receipt={signed.receipt}
              kindName={line.kindName}
              time={line.time}
              signed={{ size: signed.head.size, time: signed.head.time }}
              origin={publicOrigin(services.config)}
              file={ownReceiptFilePath(act.id)}
            />
          </>
        ) : (
          <>
            <PageHeading title={title} lead={t('ledger:pending.lead')} />
            <ButtonLink href={href(ownActPath(act.id))}>{t('ledger:pending.again')}</ButtonLink>
          </>
        )}
      </Band>
    ),
  };
}

const own = (path: PageRoute['path'], handle: PageRoute['handle']): PageRoute => ({
  path,
  access: 'accounts.own',
  cache: 'none',
  handle,
});

export const ownActPages: readonly PageRoute[] = [
  own(ownActsPath, ownActsPage),
  own(ownReceiptPath, ownReceiptPage),
  own(`${ownReceiptPath}/acuse.json`, ownReceiptFile),
];
