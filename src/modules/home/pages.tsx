import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import { Band, PageHeading } from '#platform/ui/index.ts';

async function homePage({ page }: PageRequest): Promise<PageResult> {
  return {
    kind: 'html',
    title: page.t('common:name'),
    description: page.t('common:motto'),
    main: (
      <Band>
        <PageHeading title={page.t('common:name')} />
      </Band>
    ),
  };
}

export const pages: readonly PageRoute[] = [{ path: '/', access: 'public', cache: 'data', handle: homePage }];
