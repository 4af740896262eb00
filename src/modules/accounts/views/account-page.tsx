import type { Child } from 'hono/jsx';
import { accountPath } from '#platform/access/addresses.ts';
import type { PageRequest } from '#platform/module.ts';
import { Band, Breadcrumbs, Notice, PageHeading, usePage } from '#platform/ui/index.ts';
import { accountSectionsOf } from './sections.ts';

export interface AccountPageProps {
  request: PageRequest;
  title: string;
  lead?: string;
  /** What `hecho` in the address may say was done, by its value; other values say nothing. */
  done?: Readonly<Record<string, string>>;
  children?: Child;
}

/** The frame of a page of one's own account: where it stands, what was just done, and the other parts of the account. */
export function AccountPage({ request, title, lead, done = {}, children }: AccountPageProps) {
  const { t, href, path } = usePage();
  const key = request.query.get('hecho') ?? '';
  const notice = Object.hasOwn(done, key) ? done[key] : undefined;
  return (
    <>
      <Band>
        <Breadcrumbs
          items={
            path === accountPath ? [] : [{ label: t('accounts:account.title'), href: href(accountPath) }]
          }
        />
        {notice ? (
          <Notice kind="done" live>
            <p>{notice}</p>
          </Notice>
        ) : null}
        <PageHeading title={title} lead={lead} />
        {children}
      </Band>
      {path === accountPath ? null : <OtherSections request={request} />}
    </>
  );
}

function OtherSections({ request }: Pick<AccountPageProps, 'request'>) {
  const { t, href, path } = usePage();
  const others = accountSectionsOf(request.services.config).filter(
    (section) => !path.startsWith(`${accountPath}/${section}`),
  );
  return (
    <Band tone="papel" labelledBy="partes">
      <nav aria-labelledby="partes">
        <h2 id="partes">{t('accounts:account.others')}</h2>
        <ul>
          {others.map((section) => (
            <li>
              <a href={href(`${accountPath}/${section}`)}>{t(`accounts:sections.${section}.title`)}</a>
            </li>
          ))}
        </ul>
      </nav>
    </Band>
  );
}
