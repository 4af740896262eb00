import { Code, Notice, SummaryList, usePage } from '#platform/ui/index.ts';
import { consistencyPath, keyPath } from '../addresses.ts';
import { Moment } from './time.tsx';

/** What is shown of the newest checkpoint. */
export interface ShownCheckpoint {
  size: number;
  root: string;
  time: Date;
  note: string;
  key: string;
  valid: boolean;
  witnesses: readonly string[];
}

/** What is signed right now, and the key it is signed with. */
export function CheckpointFacts({ checkpoint }: { checkpoint: ShownCheckpoint }) {
  const { t, format, href } = usePage();
  const { size, root, time, note, key, valid, witnesses } = checkpoint;
  return (
    <>
      {valid ? null : (
        <Notice kind="warning" title={t('ledger:head.invalid')}>
          <p>{t('ledger:head.invalidText')}</p>
        </Notice>
      )}
      <SummaryList
        rows={[
          { key: t('ledger:head.size'), value: format.integer(size) },
          { key: t('ledger:head.root'), value: <code>{root}</code> },
          { key: t('ledger:head.time'), value: <Moment at={time} /> },
          {
            key: t('ledger:head.signature'),
            value: t(valid ? 'ledger:head.valid' : 'ledger:head.invalid'),
          },
          {
            key: t('ledger:head.cosigned'),
            value: witnesses.length > 0 ? format.list(witnesses) : t('ledger:head.cosignedNone'),
          },
          {
            key: <a href={keyPath}>{t('ledger:head.key')}</a>,
            value: (
              <>
                <code>{key}</code>
                <p class="tq-note">{t('ledger:head.keyNote')}</p>
              </>
            ),
          },
        ]}
      />
      <Code label={t('ledger:head.note')}>{note}</Code>
      <p>
        <a href={href(consistencyPath)}>{t('ledger:head.compare')}</a>
      </p>
    </>
  );
}
