import { publicOrigin } from '#platform/config/config.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { Band, Breadcrumbs, PageHeading } from '#platform/ui/index.ts';
import { entryPath, ledgerPath } from '../addresses.ts';
import { ReceiptSheet } from '../views/receipt-sheet.tsx';
import { readAskedEntry } from './asked-entry.ts';

/** `/bitacora/asientos/<number>/acuse.json`: the receipt of an entry, to keep and to check. */
export async function receiptFile(request: PageRequest): Promise<PageResult> {
  return { kind: 'json', data: (await readAskedEntry(request)).receipt };
}

/** `/bitacora/asientos/<number>/acuse`: the same to print. */
export async function receiptPage(request: PageRequest): Promise<PageResult> {
  const { page, services } = request;
  const { t, format, href } = page;
  const { line, head, receipt } = await readAskedEntry(request);
  const index = format.integer(line.index);
  const number = t('ledger:entry.number', { index });
  return {
    kind: 'html',
    title: t('ledger:receipt.title', { index }),
    description: t('ledger:receipt.description', { index }),
    indexed: false,
    main: (
      <Band tone="papel">
        <Breadcrumbs
          items={[
            { label: t('ledger:title'), href: href(ledgerPath) },
            { label: number, href: href(entryPath(line.index)) },
          ]}
        />
        <PageHeading
          caption={t('ledger:receipt.title', { index })}
          title={line.title}
          lead={t('ledger:receipt.lead', { origin: head.origin })}
        />
        <ReceiptSheet
          receipt={receipt}
          kindName={line.kindName}
          time={line.time}
          signed={{ size: head.size, time: head.time }}
          origin={publicOrigin(services.config)}
        />
      </Band>
    ),
  };
}
