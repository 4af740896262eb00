import { rich } from '#platform/i18n/rich.tsx';
import { usePage } from '#platform/ui/index.ts';

/** How the figures on the page are worked out, and how to check them. */
export function Explanation() {
  const { t, href } = usePage();
  const link = (path: string) => (text: string) => <a href={href(path)}>{text}</a>;
  return (
    <section aria-labelledby="como">
      <h2 id="como">{t('home:how.title')}</h2>
      <ol>
        <li>{t('home:how.ask')}</li>
        <li>{t('home:how.score')}</li>
        <li>{t('home:how.average')}</li>
        <li>{t('home:how.interval')}</li>
      </ol>
      <p>
        {rich(t('home:how.links'), {
          method: link('/metrica/metodologia'),
          verify: link('/metrica/verificacion'),
        })}
      </p>
    </section>
  );
}
