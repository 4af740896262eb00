import type { MunicipalityRow, StateRow } from '#modules/territory/index.ts';
import { stateInSentence, stateName } from '#modules/territory/index.ts';
import {
  Button,
  type FieldError,
  Form,
  type FormValues,
  Notice,
  Prose,
  SelectField,
  SummaryList,
  usePage,
} from '#platform/ui/index.ts';

/** What is known of where somebody lives, and when they may say otherwise. */
export interface ResidenceFacts {
  current: { state: string; municipality: string; source: 'person' | 'census'; since: Date } | undefined;
  verifiedByCensus: boolean;
  changeable: boolean;
  /** From when on it may be changed. */
  from: Date | undefined;
  waitDays: number;
  states: readonly StateRow[];
}

const path = '/cuenta/residencia';

export function CurrentResidence({ facts }: { facts: ResidenceFacts }) {
  const { t, format } = usePage();
  const { current, changeable, from } = facts;
  if (!current) return <p>{t('identity:residence.none')}</p>;
  return (
    <>
      <SummaryList
        rows={[
          { key: t('identity:residence.state'), value: current.state },
          { key: t('identity:residence.municipality'), value: current.municipality },
          { key: t('identity:residence.source'), value: t(`identity:residence.sources.${current.source}`) },
          { key: t('identity:residence.since'), value: format.date(current.since) },
        ]}
      />
      {changeable || !from ? null : (
        <Notice>
          <p>{t('identity:residence.waiting', { date: format.date(from) })}</p>
        </Notice>
      )}
    </>
  );
}

/** The first step: a form that leads to the municipalities of a state, also without a script. */
export function StateForm({ facts, errors }: { facts: ResidenceFacts; errors: readonly FieldError[] }) {
  const { t, href } = usePage();
  return (
    <Form method="get" action={href(path)} errors={errors}>
      <SelectField
        name="estado"
        label={t('identity:residence.chooseState')}
        hint={t('identity:residence.step', { step: 1 })}
        empty={t('identity:residence.choose')}
        options={facts.states.map((state) => ({ value: state.clave, label: stateName(t, state) }))}
      />
      <Button>{t('identity:residence.next')}</Button>
    </Form>
  );
}

export interface MunicipalityFormProps {
  state: StateRow;
  municipalities: readonly MunicipalityRow[];
  values: FormValues;
  errors: readonly FieldError[];
}

/** The second step. */
export function MunicipalityForm({ state, municipalities, values, errors }: MunicipalityFormProps) {
  const { t, href, lang } = usePage();
  const sorted = municipalities.toSorted((a, b) => a.name.localeCompare(b.name, lang));
  return (
    <>
      <Form action={href(path)} values={values} errors={errors} hidden={{ estado: state.clave }}>
        <SelectField
          name="municipio"
          label={t('identity:residence.chooseMunicipality', { state: stateInSentence(t, state) })}
          hint={t('identity:residence.step', { step: 2 })}
          empty={t('identity:residence.choose')}
          options={sorted.map(({ clave, name }) => ({ value: clave, label: name }))}
        />
        <Button>{t('identity:residence.save')}</Button>
      </Form>
      <p>
        <a href={href(path)}>{t('identity:residence.otherState')}</a>
      </p>
    </>
  );
}

/** When it may be changed, and what the census has to do with it. */
export function ResidenceRules({ facts: { waitDays, verifiedByCensus } }: { facts: ResidenceFacts }) {
  const { t } = usePage();
  return (
    <Prose>
      <h2>{t('identity:residence.rules.title')}</h2>
      <p>
        {waitDays === 0
          ? t('identity:residence.rules.noWait')
          : t('identity:residence.rules.wait', { count: waitDays })}
      </p>
      <p>{t(`identity:residence.rules.${verifiedByCensus ? 'verified' : 'census'}`)}</p>
      <p>{t('identity:residence.rules.private')}</p>
    </Prose>
  );
}
