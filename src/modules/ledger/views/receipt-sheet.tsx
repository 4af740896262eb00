import type { Receipt } from '#platform/ledger/receipt.ts';
import { Code, Downloads, Notice, Prose, QrCode, SummaryList, usePage } from '#platform/ui/index.ts';
import { entryPath, receiptFilePath, verifyPath } from '../addresses.ts';
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
  /** The Spanish path of a person's own receipt as a file; left out for the one that everybody may have. */
  file?: string;
}

/** A receipt on paper: everything that is needed to check it, even when the platform is gone. */
export function ReceiptSheet({ receipt, kindName, time, signed, origin, file }: ReceiptSheetProps) {
  const { t, format, href } = usePage();
  const { index, entry, proof, checkpoint, key, person } = receipt;
  const size = format.integer(signed.size);
  const address = origin + href(entryPath(index));
  return (
    <>
      <p class="tq-screen">
        {t('ledger:receipt.print')}{' '}
        <a href={href(entryPath(index))}>{t('ledger:receipt.back', { index: format.integer(index) })}</a>
      </p>
      {file ? (
        <Downloads items={[{ label: t('ledger:own.file'), href: href(file), format: 'JSON' }]} />
      ) : null}
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
              address: origin + href(file ?? receiptFilePath(index)),
              verify: origin + href(verifyPath),
            })}
          </li>
          <li>{t('ledger:receipt.howKey')}</li>
          <li>{t('ledger:receipt.howPaper')}</li>
        </ol>
      </Prose>
      <Code label={t('ledger:receipt.text')}>{entry}</Code>
      {person ? (
        <>
          <Notice kind="warning">{t('ledger:own.secret')}</Notice>
          <Code label={t('ledger:own.person')}>{JSON.stringify(person.data)}</Code>
          <Code label={t('ledger:own.salt')}>{person.salt}</Code>
        </>
      ) : null}
      {proof.length > 0 ? <Code label={t('ledger:receipt.proof')}>{proof.join('\n')}</Code> : null}
      <Code label={t('ledger:receipt.checkpoint')}>{checkpoint}</Code>
    </>
  );
}
