import type { Child } from 'hono/jsx';
import type { ListedLetter } from '#platform/mail/list.ts';
import { maskAddress } from '#platform/mail/mask.ts';
import type { LetterState } from '#platform/mail/schema.ts';
import {
  Button,
  type Column,
  DataTable,
  Form,
  type TableState,
  Tag,
  type TagKind,
  usePage,
} from '#platform/ui/index.ts';

const tags: Record<LetterState, TagKind> = { waiting: 'info', sending: 'info', sent: 'kept', failed: 'late' };

/** When something happens or happened to a letter next. */
function When({ letter: { state, dueAt, endedAt } }: { letter: ListedLetter }) {
  const { t, format } = usePage();
  if (state === 'sending') return <>{t('mail:letters.now')}</>;
  if (state === 'waiting') return <>{t('mail:letters.due', { when: format.minute(dueAt) })}</>;
  return <>{endedAt ? format.minute(endedAt) : ''}</>;
}

function Retry({ letter, action }: { letter: ListedLetter; action: string }) {
  const { t, format } = usePage();
  if (letter.state !== 'failed') return null;
  if (!letter.whole) return <>{t('mail:letters.wordsGone')}</>;
  const about = t('mail:letters.about', { kind: letter.kind, when: format.minute(letter.createdAt) });
  return (
    <Form action={action} hidden={{ carta: letter.id }}>
      <Button kind="secondary">
        {t('mail:retry')}
        <span class="govuk-visually-hidden"> {about}</span>
      </Button>
    </Form>
  );
}

export interface LettersTableProps {
  rows: readonly ListedLetter[];
  state: TableState<'creado'>;
  filter: Child;
  /** Whether the reader asked for some only. */
  filtered: boolean;
  action: string;
}

/** The queue of letters: neither whom they go to nor what they say. */
export function LettersTable({ rows, state, filter, filtered, action }: LettersTableProps) {
  const { t, format } = usePage();
  const columns: Column<ListedLetter>[] = [
    { key: 'kind', header: t('mail:letters.kind'), cell: ({ kind }) => <code>{kind}</code> },
    { key: 'to', header: t('mail:letters.to'), cell: ({ address }) => maskAddress(address) },
    {
      key: 'state',
      header: t('mail:letters.state'),
      cell: (letter) => <Tag kind={tags[letter.state]}>{t(`mail:letters.states.${letter.state}`)}</Tag>,
    },
    {
      key: 'attempts',
      header: t('mail:attempts'),
      numeric: true,
      cell: ({ attempts }) => format.integer(attempts),
    },
    { key: 'fault', header: t('mail:fault'), cell: ({ fault }) => (fault ? <code>{fault}</code> : '–') },
    { key: 'created', header: t('mail:letters.written'), cell: ({ createdAt }) => format.minute(createdAt) },
    { key: 'when', header: t('mail:letters.when'), cell: (letter) => <When letter={letter} /> },
    {
      key: 'decision',
      header: t('mail:decision'),
      cell: (letter) => <Retry letter={letter} action={action} />,
    },
  ];
  const none = filtered ? 'mail:letters.noneLike' : 'mail:letters.none';
  return (
    <DataTable
      id="cartas"
      caption={t('mail:letters.list')}
      columns={columns}
      rows={rows}
      state={state}
      filter={filter}
      empty={{ title: t(`${none}.title`), text: t(`${none}.text`) }}
      note={t('mail:letters.note')}
    />
  );
}
