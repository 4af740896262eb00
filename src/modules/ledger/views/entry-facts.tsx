import { rich } from '#platform/i18n/rich.tsx';
import type { Entry } from '#platform/ledger/entry.ts';
import { type PageContext, SummaryList, type SummaryRow, usePage } from '#platform/ui/index.ts';
import { Moment } from './time.tsx';

/** What is shown of an entry by itself. */
export interface ShownEntry {
  id: string;
  kind: string;
  kindName: string;
  time: Date;
  institution: string | null;
  record: string | undefined;
  entry: Entry | undefined;
}

interface EntryFactsProps {
  shown: ShownEntry;
  /** The name of the institution it concerns, where the catalogue knows it. */
  institutionName: string | undefined;
}

function subjectRows({ t, href }: PageContext, { entry, record }: ShownEntry): SummaryRow[] {
  if (!entry) return [];
  const { type, id } = entry.subject;
  return [
    {
      key: t('ledger:entry.subject'),
      value: (
        <code>
          {type} {id}
        </code>
      ),
    },
    ...(record === undefined
      ? []
      : [
          {
            key: t('ledger:entry.record'),
            value: <a href={href(record)}>{t('ledger:entry.recordLink')}</a>,
          },
        ]),
  ];
}

function personRows({ t }: PageContext, commitment: string | undefined): SummaryRow[] {
  if (commitment === undefined) return [];
  return [
    {
      key: t('ledger:entry.person'),
      value: rich(t('ledger:entry.personText', { commitment }), { code: (text) => <code>{text}</code> }),
    },
  ];
}

/** Kind, time, subject and whom it concerns. */
export function EntryFacts({ shown, institutionName }: EntryFactsProps) {
  const page = usePage();
  const { t, href } = page;
  const { id, kind, kindName, time, institution, entry } = shown;
  return (
    <SummaryList
      rows={[
        {
          key: t('ledger:entry.kind'),
          value: (
            <>
              {kindName === kind ? null : <>{kindName} </>}
              <code>{kind}</code>
            </>
          ),
        },
        { key: t('ledger:entry.when'), value: <Moment at={time} /> },
        ...subjectRows(page, shown),
        ...(institution === null
          ? []
          : [
              {
                key: t('ledger:entry.institution'),
                value:
                  institutionName === undefined ? (
                    institution
                  ) : (
                    <a href={href(`/instituciones/${institution}`)}>{institutionName}</a>
                  ),
              },
            ]),
        ...personRows(page, entry?.person),
        { key: t('ledger:entry.id'), value: <code>{id}</code> },
      ]}
    />
  );
}
