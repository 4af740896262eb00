import type { WorkFigure } from '#platform/module.ts';
import { NoData, Tag, type TagKind, usePage } from '#platform/ui/index.ts';
import type { LineState } from '../rules/index.ts';
import type { ActionRow, LineRow } from '../store/work-plan.ts';
import { DocumentLink } from './document-link.tsx';
import { shareWords } from './words.ts';

const tagOf: Readonly<Record<LineState, TagKind>> = {
  'not-started': 'neutral',
  'under-way': 'info',
  done: 'kept',
};

/** How far a line or an action is, in a word. */
export function LineTag({ state }: { state: LineState | undefined }) {
  const { t } = usePage();
  if (!state) return <Tag kind="no-data">{t('commission:plan.noActions')}</Tag>;
  return <Tag kind={tagOf[state]}>{t(`commission:plan.states.${state}`)}</Tag>;
}

/** The parts of the platform that lines are carried by; those that are not there yet are named as such. */
const carriers = [
  'catalog',
  'commission',
  'glossary',
  'metrica',
  'money',
  'outreach',
  'participation',
  'plans',
  'transparency',
] as const;

/** Where each part is that people can visit. */
const pathOf: Partial<Record<(typeof carriers)[number], string>> = {
  catalog: '/datos',
  commission: '/comision',
  metrica: '/metrica',
  outreach: '/acerca',
  plans: '/planes',
};

function Carriers({ line }: { line: LineRow }) {
  const { t, href } = usePage();
  const known = carriers.filter((each) => line.carriedBy.includes(each));
  if (known.length === 0) return null;
  return (
    <p class="tq-note">
      {t('commission:plan.carriedBy')}{' '}
      {known.map((each, at) => {
        const name = t(`commission:plan.carriers.${each}`);
        const path = pathOf[each];
        return (
          <>
            {at > 0 ? ', ' : null}
            {path ? <a href={href(path)}>{name}</a> : name}
          </>
        );
      })}
      .
    </p>
  );
}

function Figures({ figures }: { figures: readonly WorkFigure[] }) {
  const page = usePage();
  const { t, href } = page;
  if (figures.length === 0) return null;
  return (
    <dl class="tq-line__figures">
      {figures.map(({ name, value, of, path }) => (
        <div>
          <dt>
            <a href={href(path)}>{name(t)}</a>
          </dt>
          <dd>{value === null ? <NoData /> : shareWords(page, value, of)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** An action: who answers for it, until when, how far it is and what shows it. */
function PlannedAction({ action, today }: { action: ActionRow; today: string }) {
  const page = usePage();
  const { t } = page;
  const overdue = action.dueOn !== null && action.state !== 'done' && action.dueOn < today;
  return (
    <li>
      <strong>{action.title}</strong> <LineTag state={action.state} />{' '}
      {overdue ? <Tag kind="late">{t('commission:plan.overdue')}</Tag> : null}
      <br />
      {t('commission:plan.responsible', { responsible: action.responsible })}
      {action.dueOn
        ? ` ${t('commission:plan.due', { date: page.format.day(action.dueOn) })}`
        : ` ${t('commission:plan.noDue')}`}
      {action.evidence.length > 0 ? (
        <ul>
          {action.evidence.map(({ title, address }) => (
            <li>
              <DocumentLink document={address} label={title} />
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

export interface PlanLineProps {
  line: LineRow;
  actions: readonly ActionRow[];
  figures: readonly WorkFigure[];
  state: LineState | undefined;
  today: string;
}

/** A line of the work plan: what was promised, what the records say, what is done for it. */
export function PlanLineItem({ line, actions, figures, state, today }: PlanLineProps) {
  const { t, lang } = usePage();
  return (
    <article class="tq-line" aria-labelledby={line.code}>
      <h3 id={line.code}>
        <span class="tq-line__code">{line.code}</span> {lang === 'es-MX' ? line.text : line.textEn}
      </h3>
      <p>
        <LineTag state={state} />
      </p>
      <Figures figures={figures} />
      {actions.length > 0 ? (
        <ul class="tq-line__actions">
          {actions.map((action) => (
            <PlannedAction action={action} today={today} />
          ))}
        </ul>
      ) : null}
      {actions.length === 0 && figures.length === 0 ? <p>{t('commission:plan.nothing')}</p> : null}
      <Carriers line={line} />
    </article>
  );
}
