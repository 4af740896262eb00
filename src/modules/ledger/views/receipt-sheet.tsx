import type { Receipt } from '#platform/ledger/receipt.ts';
import { Code, Prose, SummaryList, usePage } from '#platform/ui/index.ts';
import { entryPath, receiptFilePath, verifyPath } from '../addresses.ts';
import { QrCode } from './qr-code.tsx';
import { Moment } from './time.tsx';

export interface ReceiptSheetProps {
  receipt: Receipt;
  kindName: string;
  /** When the act was done. */
  time: Date;
  /** The checkpoint: how many entries it covers, and when it was signed. */
  signed: { size: number; time: Date };
  /** Where people reach the platform, without trailing slash. */
  origin: string;
}

/** A receipt on paper: everything that is needed to check it, even when the platform is gone. */
export function ReceiptSheet({ receipt, kindName, time, signed, origin }: ReceiptSheetProps) {
  const { t, format, href } = usePage();
  const { index, entry, proof, checkpoint, key } = receipt;
  const size = format.integer(signed.size);
  const address = origin + href(entryPath(index));
  return (
    <>
      <p class="tq-screen">
        {t('ledger:receipt.print')}{' '}
        <a href={href(entryPath(index))}>{t('ledger:receipt.back', { index: format.integer(index) })}</a>
      </p>
      <SummaryList
        rows={[
          { key: t('ledger:entry.kind'), value: kindName },
          { key: t('ledger:entry.when'), value: <Moment at={time} /> },
          {
            key: t('ledger:receipt.place'),
            value: t('ledger:receipt.placeText', { index: format.integer(index), size }),
          },
          { key: t('ledger:receipt.signed'), value: <Moment at={signed.time} /> },
          { key: t('ledger:receipt.key'), value: <code>{key}</code> },
        ]}
      />
      <h2>{t('ledger:receipt.how')}</h2>
      <QrCode text={address} label={t('ledger:receipt.qr', { address })} />
      <Prose>
        <ol>
          <li>
            {t('ledger:receipt.howFile', {
              address: origin + href(receiptFilePath(index)),
              verify: origin + href(verifyPath),
            })}
          </li>
          <li>{t('ledger:receipt.howKey')}</li>
          <li>{t('ledger:receipt.howPaper')}</li>
        </ol>
      </Prose>
      <Code label={t('ledger:receipt.text')}>{entry}</Code>
      {proof.length > 0 ? <Code label={t('ledger:receipt.proof')}>{proof.join('\n')}</Code> : null}
      <Code label={t('ledger:receipt.checkpoint')}>{checkpoint}</Code>
    </>
  );
}
