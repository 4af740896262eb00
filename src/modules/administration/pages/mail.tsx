import { z } from 'zod';
import { personOf } from '#platform/access/access.ts';
import { badRequest } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import { countLetters, type LetterFilter, listLetters } from '#platform/mail/list.ts';
import { letterStates } from '#platform/mail/schema.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute, StaffItem } from '#platform/module.ts';
import { FilterForm, KeyFigures, Notice, SelectField, tableProblem, tableState } from '#platform/ui/index.ts';
import { retryJob, retryLetter, seeJobs } from '../actions/jobs.ts';
import { LettersTable } from '../views/mail.tsx';
import { StaffPage } from '../views/staff-page.tsx';

const mailPath = '/gestion/correo';
const pageSize = 50;

const outcomes = ['reintentado', 'ya-no'] as const;

function Outcome({ request: { page, query } }: { request: PageRequest }) {
  const done = outcomes.find((outcome) => outcome === query.get('hecho'));
  if (!done) return null;
  return (
    <Notice
      kind={done === 'ya-no' ? 'info' : 'done'}
      live
      title={page.t(`mail:letters.outcome.${done}.title`)}
    >
      <p>{page.t(`mail:letters.outcome.${done}.text`)}</p>
    </Notice>
  );
}

/** @throws Problem 400 for a value that is not one of the choices */
function oneOf<T extends string>(query: URLSearchParams, name: string, choices: readonly T[]): T | undefined {
  const value = query.get(name)?.trim();
  if (!value) return undefined;
  const known = choices.find((choice) => choice === value);
  if (known !== undefined) return known;
  const allowed = choices.join(', ') || '–';
  throw badRequest(
    `«${value}» no se entiende en ${name}. Elige entre: ${allowed}.`,
    `"${value}" is not understood in ${name}. Choose among: ${allowed}.`,
    name,
  );
}

/** The states as addresses name them. */
const stateNames = {
  waiting: 'en-espera',
  sending: 'en-camino',
  sent: 'enviado',
  failed: 'fallido',
} as const;

async function mailPage(request: PageRequest): Promise<PageResult> {
  const { services, page, query } = request;
  const { t, href, format } = page;
  const counts = await countLetters(services.orm);
  const kinds = [...new Set(counts.map(({ kind }) => kind))];
  const asked = oneOf(query, 'estado', Object.values(stateNames));
  const filter: LetterFilter = {
    state: letterStates.find((state) => stateNames[state] === asked),
    kind: oneOf(query, 'tipo', kinds),
  };
  const sum = (some: LetterFilter) =>
    counts
      .filter((row) => (!some.state || row.state === some.state) && (!some.kind || row.kind === some.kind))
      .reduce((total, { count }) => total + count, 0);
  const state = tableState<'creado'>(query, {
    ...{ sorts: [], initial: { sort: 'creado', direction: 'desc' }, pageSize, total: sum(filter) },
  });
  const problem = tableProblem(state);
  if (problem) throw problem;
  const rows = await listLetters(services.orm, filter, state);
  const title = t('mail:letters.title');
  const filterForm = (
    <FilterForm label={t('mail:letters.filter')} fields={['estado', 'tipo']}>
      <SelectField
        name="estado"
        label={t('mail:letters.state')}
        empty={t('mail:letters.allStates')}
        value={asked}
        options={letterStates.map((each) => ({
          value: stateNames[each],
          label: t(`mail:letters.states.${each}`),
        }))}
      />
      <SelectField
        name="tipo"
        label={t('mail:letters.kind')}
        empty={t('mail:letters.allKinds')}
        value={filter.kind}
        options={kinds.map((kind) => ({ value: kind, label: kind }))}
      />
    </FilterForm>
  );
  return {
    ...{ kind: 'html', title, description: t('mail:letters.lead'), indexed: false },
    main: (
      <StaffPage request={request} title={title} lead={t('mail:letters.lead')}>
        <Outcome request={request} />
        {services.config.smtpUrl ? null : (
          <Notice>
            <p>{t('mail:letters.noServer')}</p>
          </Notice>
        )}
        <KeyFigures
          items={letterStates.map((each) => ({
            label: t(`mail:letters.states.${each}`),
            value: format.integer(sum({ state: each, kind: undefined })),
          }))}
        />
        <LettersTable
          rows={rows}
          state={state}
          filter={counts.length > 0 ? filterForm : null}
          filtered={filter.state !== undefined || filter.kind !== undefined}
          action={href(mailPath)}
        />
      </StaffPage>
    ),
  };
}

async function retry(request: FormRequest): Promise<PageResult> {
  const { services, form } = request;
  const letter = z.uuid().safeParse(form.text('carta'));
  if (!letter.success) {
    throw badRequest(
      'No se entiende qué correo se quiere reintentar. Vuelve a la lista y elige uno.',
      'It is not clear which e-mail is to be tried again. Go back to the list and choose one.',
    );
  }
  const done = await retryLetter(services, personOf(request), letter.data);
  return { kind: 'redirect', status: 303, path: `${mailPath}?hecho=${done ? 'reintentado' : 'ya-no'}` };
}

export const mailPages: readonly PageRoute[] = [
  { path: mailPath, access: seeJobs, cache: 'none', handle: mailPage },
];
export const mailForms: readonly FormRoute[] = [{ path: mailPath, access: retryJob, handle: retry }];

export const mailStaff: StaffItem = {
  path: mailPath,
  label: (t) => t('mail:letters.title'),
  summary: (t) => t('mail:letters.lead'),
  order: 75,
  action: seeJobs,
};
