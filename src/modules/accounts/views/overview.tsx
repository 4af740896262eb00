import { accountPath, staffPath } from '#platform/access/addresses.ts';
import { Button, Entries, Form, SummaryList, usePage } from '#platform/ui/index.ts';
import type { AccountRow } from '../store/own-account.ts';
import { VerifiedTag } from './email-form.tsx';
import type { AccountSection } from './sections.ts';

/** What an account is, the ways to its parts, and the way out. */
export function Overview({
  account,
  name,
  signOut,
  sections,
  staff,
}: {
  account: AccountRow;
  name: string;
  signOut: string;
  sections: readonly AccountSection[];
  /** Whether they hold a role, and so have work in the staff area. */
  staff: boolean;
}) {
  const { t, href, format } = usePage();
  const change = t('accounts:account.change');
  return (
    <>
      <SummaryList
        rows={[
          {
            key: t('accounts:account.name'),
            value: account.name,
            action: { href: name, label: change, about: t('accounts:account.name') },
          },
          {
            key: t('accounts:account.email'),
            value: (
              <>
                {account.email} <VerifiedTag verified={account.emailVerified} />
              </>
            ),
            action: {
              href: href(`${accountPath}/correo`),
              label: change,
              about: t('accounts:account.email'),
            },
          },
          {
            key: t('accounts:account.letters'),
            value: t(account.lang === 'en' ? 'accounts:fields.en' : 'accounts:fields.es'),
            action: { href: name, label: change, about: t('accounts:account.letters') },
          },
          { key: t('accounts:account.since'), value: format.date(account.createdAt) },
        ]}
      />
      <h2>{t('accounts:account.parts')}</h2>
      <Entries
        level={3}
        items={[
          ...(staff
            ? [
                {
                  title: t('accounts:account.staff'),
                  text: t('accounts:account.staffText'),
                  href: href(staffPath),
                },
              ]
            : []),
          ...sections.map((section) => ({
            title: t(`accounts:sections.${section}.title`),
            text: t(`accounts:sections.${section}.text`),
            href: href(`${accountPath}/${section}`),
          })),
        ]}
      />
      <h2>{t('accounts:account.signOut')}</h2>
      <p>{t('accounts:account.signOutText')}</p>
      <Form action={signOut}>
        <Button kind="secondary">{t('accounts:account.signOut')}</Button>
      </Form>
    </>
  );
}
