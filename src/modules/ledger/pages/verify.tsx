import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '#platform/config/project.ts';
import type { PageResult } from '#platform/http/results.ts';
import { rich } from '#platform/i18n/rich.tsx';
import { recordedKey } from '#platform/ledger/store.ts';
import type { PageRequest } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  Code,
  NextSteps,
  type PageContext,
  PageHeading,
  Prose,
} from '#platform/ui/index.ts';
import { consistencyPath, ledgerPath, verifierPath } from '../addresses.ts';
import { ReceiptCheck } from '../views/receipt-check.tsx';

/** `/bitacora/verificar`: checks a receipt in the reader's browser, and says how to do without this page. */
export async function verifyPage({ page, services }: PageRequest): Promise<PageResult> {
  const { t } = page;
  const key = await recordedKey(services.orm);
  return {
    kind: 'html',
    title: t('ledger:verify.tab'),
    description: t('ledger:verify.description'),
    scripts: ['verify-receipt'],
    main: <VerifyMain page={page} ledgerKey={key ?? ''} />,
  };
}

function VerifyMain({ page, ledgerKey }: { page: PageContext; ledgerKey: string }) {
  const { t, href } = page;
  return (
    <>
      <Band>
        <Breadcrumbs items={[{ label: t('ledger:title'), href: href(ledgerPath) }]} />
        <PageHeading title={t('ledger:verify.title')} lead={t('ledger:verify.lead')} />
        <ReceiptCheck ledgerKey={ledgerKey} />
      </Band>
      <Band tone="papel" labelledBy="que-se-revisa">
        <h2 id="que-se-revisa">{t('ledger:verify.what')}</h2>
        <Prose>
          <ol>
            <li>{t('ledger:verify.whatKey')}</li>
            <li>{t('ledger:verify.whatSignature')}</li>
            <li>{t('ledger:verify.whatProof')}</li>
            <li>{t('ledger:verify.whatPerson')}</li>
          </ol>
        </Prose>
      </Band>
      <Band labelledBy="sin-confiar">
        <h2 id="sin-confiar">{t('ledger:verify.alone')}</h2>
        <Prose>
          <p>{rich(t('ledger:verify.aloneText'), { code: (text) => <code>{text}</code> })}</p>
          <p>
            <a href={verifierPath} download="verify-receipt.mjs">
              {t('ledger:verify.aloneGet')}
            </a>
          </p>
          <p>{t('ledger:verify.aloneRun')}</p>
        </Prose>
        <Code>node verify-receipt.mjs acuse.json --key '{ledgerKey}'</Code>
      </Band>
      <Band tone="papel">
        <NextSteps
          items={[
            { title: t('ledger:next.list'), text: t('ledger:next.listText'), href: href(ledgerPath) },
            {
              title: t('ledger:next.compare'),
              text: t('ledger:next.compareText'),
              href: href(consistencyPath),
            },
          ]}
        />
      </Band>
    </>
  );
}

/** `/bitacora/verify-receipt.mjs`: the verifier that needs nothing of the platform, to download. */
export async function verifierFile(): Promise<PageResult> {
  return {
    kind: 'bytes',
    contentType: 'text/javascript; charset=utf-8',
    bytes: await readFile(join(projectRoot, 'docs', 'verify-receipt.mjs')),
    cache: 'revalidate',
  };
}
