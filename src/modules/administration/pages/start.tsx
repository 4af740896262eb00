import type { PageRoute } from '#platform/module.ts';
import { EmptyState, Entries, NextSteps } from '#platform/ui/index.ts';
import { staffItemsOf } from '../views/staff-items.ts';
import { StaffPage } from '../views/staff-page.tsx';

const start: PageRoute = {
  path: '/gestion',
  access: 'administration.enter',
  cache: 'none',
  handle(request) {
    const { t, href } = request.page;
    const items = staffItemsOf(request);
    return {
      kind: 'html',
      title: t('administration:title'),
      description: t('administration:lead'),
      indexed: false,
      main: (
        <StaffPage request={request} title={t('administration:title')} lead={t('administration:lead')}>
          {items.length === 0 ? (
            <EmptyState title={t('administration:nothing.title')}>
              <p>{t('administration:nothing.text')}</p>
            </EmptyState>
          ) : (
            <Entries
              items={items.map((item) => ({
                title: item.label(t),
                text: item.summary(t),
                href: href(item.path),
              }))}
            />
          )}
          <NextSteps
            items={[
              {
                title: t('administration:start.account.title'),
                text: t('administration:start.account.text'),
                href: href('/cuenta'),
              },
              {
                title: t('administration:start.ledger.title'),
                text: t('administration:start.ledger.text'),
                href: href('/bitacora'),
              },
            ]}
          />
        </StaffPage>
      ),
    };
  },
};

export const startPages: readonly PageRoute[] = [start];
