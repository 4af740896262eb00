import { FilterForm, SelectField, TextField, usePage } from '#platform/ui/index.ts';
import { kindName, orderName, stateName } from '../names.ts';
import {
  FEDERATION,
  INSTITUTION_KINDS,
  kindSlug,
  ORDERS,
  orderSlug,
  UNKNOWN_KIND_SLUG,
} from '../rules/index.ts';
import type { InstitutionFilter, StateRow } from '../store.ts';

interface InstitutionFilterFormProps {
  /** What was typed into the address. */
  typed: { readonly q?: string };
  /** What it was understood as. */
  filter: InstitutionFilter;
  states: readonly StateRow[];
}

/** Words, state, order and kind by which the list of institutions is narrowed down. */
export function InstitutionFilterForm({ typed, filter, states }: InstitutionFilterFormProps) {
  const { t } = usePage();
  const chosenState = states.find(({ clave }) => clave === filter.state);
  return (
    <FilterForm label={t('territory:filter.label')} fields={['q', 'entidad', 'orden_gobierno', 'tipo']}>
      <TextField name="q" label={t('territory:filter.words')} type="search" width={20} value={typed.q} />
      <SelectField
        name="entidad"
        label={t('territory:state')}
        empty={t('territory:filter.allStates')}
        value={chosenState?.slug}
        options={inOrder(states).map((state) => ({ value: state.slug, label: stateName(t, state) }))}
      />
      <SelectField
        name="orden_gobierno"
        label={t('territory:order')}
        empty={t('territory:filter.allOrders')}
        value={filter.order && orderSlug(filter.order)}
        options={ORDERS.map((order) => ({ value: orderSlug(order), label: orderName(t, order) }))}
      />
      <SelectField
        name="tipo"
        label={t('territory:kind')}
        empty={t('territory:filter.allKinds')}
        value={filter.kind === 'unknown' ? UNKNOWN_KIND_SLUG : filter.kind && kindSlug(filter.kind)}
        options={[
          ...INSTITUTION_KINDS.map((kind) => ({ value: kindSlug(kind), label: kindName(t, kind) })),
          { value: UNKNOWN_KIND_SLUG, label: t('territory:filter.unknownKind') },
        ]}
      />
    </FilterForm>
  );
}

/** The federation first, then the states by name. */
function inOrder(states: readonly StateRow[]): StateRow[] {
  const key = ({ clave, slug }: StateRow) => (clave === FEDERATION ? '' : slug);
  return states.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}
