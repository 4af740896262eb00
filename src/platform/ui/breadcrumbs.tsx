import { usePage } from './page-context.ts';

export interface Crumb {
  label: string;
  href: string;
}

/** The pages above this one, from the home page down. The page itself is not in the list: its heading names it. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  const { t, href } = usePage();
  return (
    <nav class="govuk-breadcrumbs" aria-label={t('breadcrumbs')}>
      <ol class="govuk-breadcrumbs__list">
        {[{ label: t('home'), href: href('/') }, ...items].map((item) => (
          <li class="govuk-breadcrumbs__list-item">
            <a class="govuk-breadcrumbs__link" href={item.href}>
              {item.label}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
