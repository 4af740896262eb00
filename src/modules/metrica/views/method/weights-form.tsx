import {
  Button,
  Details,
  type FieldError,
  Form,
  LinkSwitch,
  NumberField,
  usePage,
} from '#platform/ui/index.ts';
import { LARGEST_WEIGHT } from '../../rules/index.ts';
import { type AskedWeights, problemText, type WeightName } from './weight-query.ts';

/** Choices that say something, as queries of the simulator in their canonical form. */
export const PRESETS = [
  { id: 'official', query: '' },
  { id: 'transparency', query: 'transparencia=1&participacion=0' },
  { id: 'participation', query: 'transparencia=0&participacion=1' },
  { id: 'government', query: 'gobierno=1&ciudadania=0' },
  { id: 'citizen', query: 'gobierno=0&ciudadania=1' },
  { id: 'heard', query: 'transparencia=0&participacion=1&gobierno=0&ciudadania=1' },
] as const;

/** Weights ready made, as links. */
export function Presets({ asked, address }: { asked: AskedWeights; address(query: string): string }) {
  const { t } = usePage();
  return (
    <LinkSwitch
      id="pesos-hechos"
      label={t('method:weights.presets')}
      items={PRESETS.map(({ id, query }) => ({
        label: t(`method:weights.preset.${id}`),
        href: address(query),
        current: asked.problems.length === 0 && asked.canonical === query,
      }))}
    />
  );
}

/** Two weights that share a whole. */
function Pair({ names, legend }: { names: readonly [WeightName, WeightName]; legend: string }) {
  const { t } = usePage();
  return (
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
      <div class="tq-pair">
        {names.map((name) => (
          <NumberField name={name} label={t(`method:weights.field.${name}`)} decimals />
        ))}
      </div>
    </fieldset>
  );
}

/** The form of the simulator: sends the weights in the address, so that the result can be shared. */
export function WeightsForm({ asked, action, year }: { asked: AskedWeights; action: string; year: number }) {
  const { t, format } = usePage();
  const errors = asked.problems.map(
    (problem): FieldError => ({ field: problem.field, message: problemText(t, problem) }),
  );
  const inner = Object.entries(asked.typed).some(([name, typed]) => name.includes('_') && typed !== '');
  return (
    <Form
      method="get"
      action={action}
      values={asked.typed}
      errors={errors}
      hidden={{ edicion: String(year) }}
      label={t('method:weights.form')}
    >
      <p class="govuk-hint">{t('method:weights.hint', { largest: format.integer(LARGEST_WEIGHT) })}</p>
      <Pair names={['transparencia', 'participacion']} legend={t('method:weights.dimension')} />
      <Pair names={['gobierno', 'ciudadania']} legend={t('method:weights.perspective')} />
      <Details summary={t('method:weights.more')} open={inner}>
        <p>{t('method:weights.moreHint')}</p>
        <Pair names={['gobierno_t', 'ciudadania_t']} legend={t('method:weights.inTransparency')} />
        <Pair names={['gobierno_p', 'ciudadania_p']} legend={t('method:weights.inParticipation')} />
      </Details>
      <Button>{t('method:weights.apply')}</Button>
    </Form>
  );
}
