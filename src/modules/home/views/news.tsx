import { rich } from '#platform/i18n/rich.tsx';
import { type PageContext, usePage } from '#platform/ui/index.ts';

/** A load of a data set, as the records keep it. */
export interface Load {
  /** The data set and its options: `metrica-observations edition=2017`. */
  dataSet: string;
  rows: number;
  loadedAt: Date;
}

/** Data sets that are news to citizens, with the page where they are seen. The place of an edition is put in for `{{edition}}`. */
const newsworthy = {
  'metrica-observations': '/metrica/{{edition}}',
  'metrica-editions': '/metrica',
  'metrica-published': '/metrica/verificacion',
  'metrica-methodology': '/metrica/metodologia',
  institutions: '/instituciones',
  municipalities: '/entidades',
} as const;
type Newsworthy = keyof typeof newsworthy;

interface Item {
  name: Newsworthy;
  edition: string;
  load: Load;
}

function itemOf(load: Load): Item[] {
  const [set = '', ...options] = load.dataSet.split(' ');
  const name = (Object.keys(newsworthy) as Newsworthy[]).find((known) => known === set);
  const edition = options.find((option) => option.startsWith('edition='))?.slice('edition='.length) ?? '';
  return name ? [{ name, edition, load }] : [];
}

function NewsItem({ name, edition, load }: Item) {
  const { t, format, href } = usePage();
  const values = { edition, total: format.integer(load.rows), count: load.rows };
  const address = href(newsworthy[name].replace('{{edition}}', edition));
  return <li>{rich(t(`home:news.${name}`, values), { link: (text) => <a href={address}>{text}</a> })}</li>;
}

/** Days of news, newest first, each with what became known on it in the order of what matters most. */
function byDay({ format }: Pick<PageContext, 'format'>, loads: readonly Load[]): [string, Item[]][] {
  const rank = ({ name }: Item) => Object.keys(newsworthy).indexOf(name);
  const items = loads.flatMap(itemOf);
  const newestFirst = items.toSorted((a, b) => b.load.loadedAt.getTime() - a.load.loadedAt.getTime());
  const days = Map.groupBy(newestFirst, ({ load }) => format.date(load.loadedAt));
  return [...days].map(([day, of]) => [day, of.toSorted((a, b) => rank(a) - rank(b))]);
}

const daysShown = 3;

/** What became known and when, from the records of loads. */
export function News({ loads }: { loads: readonly Load[] }) {
  const page = usePage();
  const days = byDay(page, loads).slice(0, daysShown);
  return (
    <section aria-labelledby="novedades">
      <h2 id="novedades">{page.t('home:news.title')}</h2>
      {days.length === 0 ? <p>{page.t('home:news.none')}</p> : null}
      {days.map(([day, items]) => (
        <>
          <h3 class="tq-day">{day}</h3>
          <ul>{items.map(NewsItem)}</ul>
        </>
      ))}
    </section>
  );
}
