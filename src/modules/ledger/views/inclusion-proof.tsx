import type { Receipt } from '#platform/ledger/receipt.ts';
import { Code, Downloads, Notice, Prose, usePage } from '#platform/ui/index.ts';
import { receiptFilePath, receiptPath } from '../addresses.ts';
import { HashTable } from './hashes.tsx';

interface InclusionProofProps {
  receipt: Receipt;
  /** How many entries the checkpoint covers, and the root it signs, in base64. */
  size: number;
  root: string;
  holds: boolean;
}

/** The way from an entry to the signed root, whether it holds, and how to take it along. */
export function InclusionProof({ receipt, size, root, holds }: InclusionProofProps) {
  const { t, format, href } = usePage();
  const { index, proof } = receipt;
  const reached =
    proof.length === 0
      ? t('ledger:proof.holdsAlone')
      : t('ledger:proof.holdsText', { count: proof.length, size: format.integer(size) });
  return (
    <>
      {holds ? (
        <Notice kind="done" title={t('ledger:proof.holds')}>
          <p>{reached}</p>
        </Notice>
      ) : (
        <Notice kind="warning" title={t('ledger:proof.fails')}>
          <p>{t('ledger:proof.failsText')}</p>
        </Notice>
      )}
      {proof.length > 0 ? (
        <HashTable
          id="pasos"
          caption={t('ledger:proof.caption')}
          hashes={proof}
          header={t('ledger:proof.hash')}
        />
      ) : null}
      <Code label={t('ledger:proof.root')}>{root}</Code>
      <h3>{t('ledger:proof.take')}</h3>
      <Prose>
        <p>{t('ledger:proof.takeText')}</p>
      </Prose>
      <Downloads
        items={[{ href: href(receiptFilePath(index)), format: 'JSON', label: t('ledger:proof.json') }]}
      />
      <p>
        <a href={href(receiptPath(index))}>{t('ledger:proof.print')}</a>
      </p>
    </>
  );
}
