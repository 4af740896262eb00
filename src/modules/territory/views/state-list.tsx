import { classesOf } from '#platform/charts/classes.ts';
import { usePage } from '#platform/ui/index.ts';
import { stateName } from '../names.ts';
import { FEDERATION, statePath } from '../rules/index.ts';
import type { NamedState } from './states-map.tsx';

export interface StateListProps {
  states: readonly NamedState[];
  /** By clave, with the thresholds of the map beside it: each state then shows its value and its colour on the map. */
  values?: ReadonlyMap<string, number | null> | undefined;
  thresholds?: readonly number[] | undefined;
  /** The id of the heading that names the list. */
  labelledBy: string;
}

/** The federation and the states by name, in as many columns as there is room for. */
export function StateList({ states, values, thresholds = [], labelledBy }: StateListProps) {
  const { t, format, href } = usePage();
  const classes = values && thresholds.length > 0 ? classesOf(thresholds) : undefined;
  return (
    <ul class="tq-states" aria-labelledby={labelledBy}>
      {byName(states).map((state) => {
        const value = values?.get(state.clave) ?? null;
        const step = classes?.step(value);
        return (
          <li class={classes ? (step == null ? 'cx' : `c${step}`) : undefined}>
            <a href={href(statePath(state.slug))}>{stateName(t, state)}</a>
            {classes ? <span> {value === null ? t('common:noData') : format.score(value)}</span> : null}
          </li>
        );
      })}
    </ul>
  );
}

/** Alphabetically, the federation first. Slugs are the names without accents, so the order is that of a dictionary. */
function byName(states: readonly NamedState[]): NamedState[] {
  const key = ({ clave, slug }: NamedState) => (clave === FEDERATION ? '' : slug);
  return states.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}
