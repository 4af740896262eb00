import { INSTITUTION_KINDS, kindGroupName, ORDERS, orderName } from '#modules/territory/index.ts';
import { Details, LinkSwitch, type PageContext, pageAddress, usePage } from '#platform/ui/index.ts';
import { choiceChanges, type EditionChoice, isFiltered } from '../../edition/choice.ts';
import type { Selection } from '../../edition/selection.ts';
import { UNCERTAINTY_SOURCES } from '../../rules/index.ts';
import { measureName } from './words.ts';

interface SwitchProps {
  selection: Selection;
}

/** The measures of an edition, as links. */
export function MeasureSwitch({ selection: { view, choice } }: SwitchProps) {
  const page = usePage();
  return (
    <LinkSwitch
      id="elige-medida"
      label={page.t('metrica:switch.measure')}
      items={view.measures.map((measure) => ({
        label: measureName(page, view.tree, measure),
        href: choiceAddress(page, { ...choice, measure }),
        current: measure === choice.measure,
      }))}
    />
  );
}

/** Which institutions count and which uncertainty is shown, as links; open where something is chosen. */
export function FilterSwitches({ selection: { choice } }: SwitchProps) {
  const page = usePage();
  const { t } = page;
  const to = (changes: Partial<EditionChoice>) => choiceAddress(page, { ...choice, ...changes });
  const narrowed = isFiltered(choice) || choice.source !== 'both';
  return (
    <Details summary={t('metrica:switch.more')} open={narrowed}>
      <LinkSwitch
        id="elige-orden"
        label={t('metrica:switch.order')}
        items={[undefined, ...ORDERS].map((order) => ({
          label: order === undefined ? t('metrica:switch.all') : orderName(t, order),
          href: to({ order }),
          current: order === choice.order,
        }))}
      />
      <LinkSwitch
        id="elige-tipo"
        label={t('metrica:switch.kind')}
        items={[undefined, ...INSTITUTION_KINDS].map((kind) => ({
          label: kind === undefined ? t('metrica:switch.all') : kindGroupName(t, kind),
          href: to({ kind }),
          current: kind === choice.kind,
        }))}
      />
      <LinkSwitch
        id="elige-incertidumbre"
        label={t('metrica:switch.source')}
        items={UNCERTAINTY_SOURCES.toReversed().map((source) => ({
          label: t(`metrica:uncertainty.${source}`),
          href: to({ source }),
          current: source === choice.source,
        }))}
      />
    </Details>
  );
}

/** The address of the page being rendered with another choice. */
export function choiceAddress(page: PageContext, choice: EditionChoice): string {
  return pageAddress(page, { ...choiceChanges(choice), pagina: null });
}
