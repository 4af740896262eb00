import { pageAddress } from './address.ts';
import { usePage } from './page-context.ts';
import { tableParameters } from './table-state.ts';

interface PaginationProps {
  page: number;
  pages: number;
  /** What is paged, for screen readers where a page has several: `Instituciones`. */
  label?: string;
  /** The address of a page by its number. Left out: this page with `?pagina=`. */
  address?: (page: number) => string;
}

/** Links to the other pages of a list. Nothing where there is only one. */
export function Pagination({ page, pages, label, address }: PaginationProps) {
  const here = usePage();
  const { t } = here;
  const to = address ?? ((n: number) => pageAddress(here, { [tableParameters.page]: n === 1 ? null : n }));
  if (pages <= 1) return null;
  return (
    <nav class="govuk-pagination" aria-label={label ? `${t('pages.label')}: ${label}` : t('pages.label')}>
      {page > 1 ? <Step address={to(page - 1)} rel="prev" /> : null}
      <ul class="govuk-pagination__list">
        {pageNumbers(page, pages).map((n) =>
          n === null ? (
            <li class="govuk-pagination__item govuk-pagination__item--ellipsis">…</li>
          ) : (
            <li class={`govuk-pagination__item${n === page ? ' govuk-pagination__item--current' : ''}`}>
              <a
                class="govuk-pagination__link"
                href={to(n)}
                aria-label={t('pages.page', { n })}
                aria-current={n === page ? 'page' : undefined}
              >
                {n}
              </a>
            </li>
          ),
        )}
      </ul>
      {page < pages ? <Step address={to(page + 1)} rel="next" /> : null}
    </nav>
  );
}

function Step({ address, rel }: { address: string; rel: 'prev' | 'next' }) {
  const { t } = usePage();
  return (
    <div class={`govuk-pagination__${rel}`}>
      <a class="govuk-pagination__link" href={address} rel={rel}>
        <span class="govuk-pagination__link-title">
          {t(`pages.${rel}`)}
          <span class="govuk-visually-hidden"> {t('pages.step')}</span>
        </span>
      </a>
    </div>
  );
}

/** The page numbers worth a link: the first, the last, this one and its neighbours; null stands for what is left out. */
export function pageNumbers(page: number, pages: number): (number | null)[] {
  const shown = [...new Set([1, page - 1, page, page + 1, pages])].filter((n) => n >= 1 && n <= pages);
  shown.sort((a, b) => a - b);
  return shown.flatMap((n, i) => {
    const gap = n - (shown[i - 1] ?? 0);
    if (gap === 2) return [n - 1, n];
    return gap > 2 ? [null, n] : [n];
  });
}
