import {
  INSTITUTION_KINDS,
  kindGroupName,
  ORDERS,
  orderName,
  stateInSentence,
} from '#modules/territory/index.ts';
import { DataTable, Details, KeyFigures, type PageContext, usePage } from '#platform/ui/index.ts';
import type { EditionView } from '../../edition/view.ts';
import type { Tree } from '../../rules/index.ts';
import type { BaseConsistency } from '../../verify/agreement.ts';

/** The editions of which the published report tells how institutions were chosen and looked at. */
const FIELDWORK_KNOWN: ReadonlySet<number> = new Set([2017]);

/** How many institutions each unit has, in words: the few by name, the many by their number. */
function unitSizes({ t, format }: Pick<PageContext, 't' | 'format'>, { units }: EditionView): string {
  const sizes = Map.groupBy(
    units.filter((unit) => unit.institutions > 0),
    (unit) => unit.institutions,
  );
  const groups = [...sizes].sort(([, a], [, b]) => b.length - a.length);
  return format.list(
    groups.map(([n, members]) =>
      members.length > 3
        ? t('method:sample.unitCount', { n, units: members.length })
        : t('method:sample.unitNames', {
            n,
            units: format.list(members.map((unit) => stateInSentence(t, unit))),
          }),
    ),
  );
}

/** Whom the edition looked at, and how. */
export function Sample({ view }: { view: EditionView }) {
  const page = usePage();
  const { t, format } = page;
  const { institutions, year } = view;
  return (
    <>
      <KeyFigures
        items={ORDERS.map((order) => ({
          label: t(`method:sample.${order}`),
          value: format.integer(institutions.filter((each) => each.order === order).length),
        }))}
      />
      <p>{t('method:sample.units', { groups: unitSizes(page, view) })}</p>
      {FIELDWORK_KNOWN.has(year) ? (
        <>
          <p>{t('method:sample.municipalities')}</p>
          <p>{t('method:sample.fieldwork')}</p>
          <p>{t('method:sample.unknown')}</p>
        </>
      ) : (
        <p>{t('method:sample.undescribed', { year })}</p>
      )}
      <Details summary={t('method:sample.kinds')}>
        <KindTable view={view} />
      </Details>
    </>
  );
}

function KindTable({ view }: { view: EditionView }) {
  const { t, format } = usePage();
  const { institutions } = view;
  const kinds = INSTITUTION_KINDS.map((kind) => ({
    kind,
    members: institutions.filter((institution) => institution.kind === kind),
  })).filter(({ members }) => members.length > 0);
  return (
    <DataTable
      id="tipos"
      caption={t('method:sample.kindsCaption', { count: kinds.length })}
      columns={[
        { key: 'kind', header: t('method:sample.kind'), cell: ({ kind }) => kindGroupName(t, kind) },
        ...ORDERS.map((order) => ({
          key: order,
          header: orderName(t, order),
          numeric: true,
          cell: ({ members }: (typeof kinds)[number]) =>
            format.integer(members.filter((each) => each.order === order).length),
        })),
        {
          key: 'all',
          header: t('method:sample.all'),
          numeric: true,
          cell: ({ members }) => format.integer(members.length),
        },
      ]}
      rows={kinds}
    />
  );
}

/** From institutions to states to the country: what a mean is a mean of. */
export function Aggregation({ view, tree }: { view: EditionView; tree: Tree }) {
  const { t, format } = usePage();
  const { national, units, institutions } = view;
  const means = [national?.institutions.get(tree.root), national?.units.get(tree.root)];
  const [ofInstitutions, ofUnits] = means.map((mean) => mean?.value ?? null);
  const largest = units.toSorted((a, b) => b.institutions - a.institutions)[0];
  if (ofInstitutions == null || ofUnits == null || !largest) return null;
  const measured = units.filter((unit) => unit.institutions > 0).length;
  return (
    <>
      <p>{t('method:aggregation.units', { units: measured })}</p>
      <KeyFigures
        items={[
          {
            label: t('method:aggregation.ofInstitutions', { n: format.integer(institutions.length) }),
            value: format.decimal(ofInstitutions, 4),
            note: t('method:aggregation.official'),
          },
          {
            label: t('method:aggregation.ofUnits', { n: measured }),
            value: format.decimal(ofUnits, 4),
            note: t('method:aggregation.other'),
          },
        ]}
      />
      <p>
        {t('method:aggregation.why', {
          difference: format.decimal(Math.abs(ofInstitutions - ofUnits), 4),
          unit: stateInSentence(t, largest),
          n: largest.institutions,
          units: measured,
        })}
      </p>
      <p>{t('method:aggregation.ties')}</p>
    </>
  );
}

/** What happens where a value is missing, and how often it does. */
export function MissingValues({ view, tree }: { view: EditionView; tree: Tree }) {
  const { t, lang, format } = usePage();
  const lacking = view.institutions.filter(({ scores }) =>
    view.measures.some((id) => !scores.has(id)),
  ).length;
  const unscored = [...tree.measures.values()].filter(({ id }) => !view.measures.includes(id)).length;
  const values = { n: format.integer(view.institutions.length), measures: view.measures.length };
  return (
    <>
      <p>{t('method:missing.policy')}</p>
      <p>
        {lacking === 0
          ? t('method:missing.none', values)
          : t('method:missing.some', { ...values, count: lacking })}{' '}
        {unscored > 0 ? t('method:missing.unscored', { count: unscored, lang }) : null}
      </p>
    </>
  );
}

/** Published scores against what their published parts make. */
export function ObservedAgainstComputed({
  check,
  view,
  tree,
}: {
  check: BaseConsistency;
  view: EditionView;
  tree: Tree;
}) {
  const { t, format } = usePage();
  if (!check.largest) return null;
  const institution = view.institutionBySlug.get(check.largest.who);
  const unit = institution && view.unitByClave.get(institution.unit);
  const digits = tree.methodology.decimals;
  return (
    <>
      <p>{t('method:rounding.policy')}</p>
      <p>
        {t('method:rounding.found', {
          checks: format.integer(check.checks),
          exact: format.integer(check.exact),
          largest: format.decimal(Math.abs(check.largest.difference), digits + 1),
          institution: institution?.name ?? check.largest.who,
          unit: unit ? stateInSentence(t, unit) : '',
          measure: tree.measures.get(check.largest.node)?.symbol ?? check.largest.node,
        })}{' '}
        {check.beyond.length === 0
          ? t('method:rounding.allRounding', { digits })
          : t('method:rounding.beyond', { count: check.beyond.length })}
      </p>
    </>
  );
}
