import { Code, DataTable, Downloads, Notice, pageAddress, SummaryList, usePage } from '#platform/ui/index.ts';
import { consistencyPath } from '../addresses.ts';
import { HashTable } from './hashes.tsx';
import { Moment } from './time.tsx';

interface TreeThen {
  size: number;
  root: string;
  note: string | undefined;
  time: Date | undefined;
}

export interface ConsistencyProofProps {
  older: TreeThen;
  newer: TreeThen;
  proof: readonly string[];
  holds: boolean;
}

/** Whether the ledger only grew, and all it takes to see it for oneself. */
export function ConsistencyProof({ older, newer, proof, holds }: ConsistencyProofProps) {
  const page = usePage();
  const { t, format } = page;
  const sizes = { from: format.integer(older.size), to: format.integer(newer.size) };
  const title = older.size === newer.size ? 'ledger:consistency.same' : 'ledger:consistency.holds';
  const file = page.href(`${consistencyPath}.json?desde=${older.size}&hasta=${newer.size}`);
  return (
    <>
      {holds ? (
        <Notice kind="done" title={t(title, sizes)}>
          <p>{t('ledger:consistency.holdsText', { ...sizes, count: older.size })}</p>
          <p>{t('ledger:consistency.compareOwn')}</p>
        </Notice>
      ) : (
        <Notice kind="warning" title={t('ledger:consistency.fails', sizes)}>
          <p>{t('ledger:consistency.failsText', sizes)}</p>
        </Notice>
      )}
      <Tree title={t('ledger:consistency.older')} tree={older} />
      <Tree title={t('ledger:consistency.newer')} tree={newer} />
      {proof.length > 0 ? (
        <HashTable
          id="pasos"
          caption={t('ledger:consistency.caption')}
          hashes={proof}
          header={t('ledger:consistency.hash')}
        />
      ) : (
        <p>{t('ledger:consistency.none')}</p>
      )}
      <Downloads items={[{ href: file, format: 'JSON' }]} />
    </>
  );
}

function Tree({ title, tree: { size, root, note, time } }: { title: string; tree: TreeThen }) {
  const { t, format } = usePage();
  return (
    <>
      <h2>{title}</h2>
      <SummaryList
        rows={[
          { key: t('ledger:consistency.size'), value: format.integer(size) },
          { key: t('ledger:consistency.root'), value: <code>{root}</code> },
          {
            key: t('ledger:consistency.signed'),
            value: time ? <Moment at={time} /> : t('ledger:consistency.unsigned'),
          },
        ]}
      />
      {note === undefined ? null : <Code>{note}</Code>}
    </>
  );
}

interface RecentCheckpointsProps {
  rows: readonly { size: number; time: Date; root: string }[];
  /** How many entries are signed now. */
  now: number;
}

/** The checkpoints signed last, each a click away from its comparison with the newest. */
export function RecentCheckpoints({ rows, now }: RecentCheckpointsProps) {
  const page = usePage();
  const { t, format } = page;
  return (
    <DataTable
      id="puntos"
      caption={t('ledger:consistency.recentCaption')}
      rows={rows}
      columns={[
        {
          key: 'tamano',
          header: t('ledger:head.size'),
          cell: ({ size }) =>
            size === now ? (
              format.integer(size)
            ) : (
              <a href={pageAddress(page, { desde: size, hasta: now })}>
                {format.integer(size)}
                <span class="govuk-visually-hidden">, {t('ledger:consistency.withNow')}</span>
              </a>
            ),
        },
        { key: 'fecha', header: t('ledger:head.time'), cell: ({ time }) => <Moment at={time} /> },
        { key: 'raiz', header: t('ledger:head.root'), cell: ({ root }) => <code>{root}</code> },
      ]}
    />
  );
}
