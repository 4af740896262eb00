import type { Child } from 'hono/jsx';
import type { PageRequest, StaffItem } from '#platform/module.ts';
import { Band, Breadcrumbs, type Crumb, PageHeading } from '#platform/ui/index.ts';
import { staffItemsOf } from './staff-items.ts';

export interface StaffPageProps {
  request: PageRequest;
  title: string;
  lead?: string;
  /** The pages between `Gestión` and this one, from above down. */
  above?: readonly Crumb[];
  /** What stands below the heading, in one column beside the navigation. */
  children?: Child;
}

/** The frame of a page of the staff area: where it stands, and the way to the other pages its reader may reach. */
export function StaffPage({ request, title, lead, above = [], children }: StaffPageProps) {
  const { t, href, path } = request.page;
  const start = path === '/gestion';
  return (
    <Band>
      <Breadcrumbs
        items={start ? [] : [{ label: t('administration:title'), href: href('/gestion') }, ...above]}
      />
      <div class="tq-with-menu">
        <nav class="tq-menu" aria-label={t('administration:menu')}>
          <ul>
            {staffItemsOf(request).map((item) => (
              <li>
                <a href={href(item.path)} aria-current={currentOf(path, item)}>
                  {item.label(t)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="tq-with-menu__main">
          <PageHeading title={title} lead={lead} />
          {children}
        </div>
      </div>
    </Band>
  );
}

/** Whether a page is the one an item leads to, or belongs to it. */
function currentOf(path: string, item: StaffItem): 'page' | 'true' | undefined {
  if (path === item.path) return 'page';
  const own = [item.path, ...(item.covers ?? [])];
  return own.some((start) => path.startsWith(`${start}/`)) ? 'true' : undefined;
}
