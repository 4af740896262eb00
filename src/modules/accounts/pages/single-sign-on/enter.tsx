import { signInPath } from '#platform/access/addresses.ts';
import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import { localizedPath } from '#platform/i18n/languages.ts';
import type { PageRequest } from '#platform/module.ts';
import { Band, Breadcrumbs, NextSteps, PageHeading } from '#platform/ui/index.ts';
import {
  beginSignOn,
  finishSignOn,
  oidcOf,
  type SignOnFault,
  type SignOnOutcome,
} from '../../actions/single-sign-on/sign-on.ts';
import { newcomerPath, ownSignOnPath, signOnFailedPath } from '../../views/sign-on-paths.ts';
import { wantedAddress, withBack } from '../own.ts';
import { accountResult } from '../results.tsx';
import { challengePath } from '../second-factor/addresses.ts';

/** `/entrar/unico`: the way out to the single sign-on. A link leads here, as no form of ours may lead to another site. */
export async function setOut(request: PageRequest): Promise<PageResult> {
  const back = wantedAddress(request.query.get('volver'));
  return { kind: 'away', address: await beginSignOn(request, { back }) };
}

/** `/entrar/unico/regreso`: the way back, which has one address whatever the language. */
export async function comeBack(request: PageRequest): Promise<PageResult> {
  const outcome = await finishSignOn(request);
  return { kind: 'redirect', status: 303, path: localizedPath(placeAfter(outcome), outcome.lang) };
}

function placeAfter(outcome: SignOnOutcome): string {
  switch (outcome.kind) {
    case 'failed':
      return `${signOnFailedPath}?motivo=${outcome.fault}`;
    case 'new':
      return newcomerPath;
    case 'linked':
      return `${ownSignOnPath}?hecho=enlazado`;
    case 'second-factor':
      return withBack(challengePath, outcome.back);
    case 'entered':
      return outcome.back ?? '/cuenta';
  }
}

const faults: readonly SignOnFault[] = ['estado', 'cancelado', 'caido', 'rechazado', 'ocupado', 'otro'];

/** `/entrar/unico/fallo`: why a sign-on came to nothing, and the other ways in. */
export function failurePage(request: PageRequest): HtmlResult {
  const { page, query } = request;
  const { t, href } = page;
  const provider = oidcOf(request).name;
  const fault = faults.find((each) => each === query.get('motivo')) ?? 'estado';
  const title = t('factors:signOn.failed', { provider });
  const lead = t(`factors:signOn.faults.${fault}`, { provider });
  return accountResult({
    title,
    description: lead,
    main: (
      <Band>
        <Breadcrumbs items={[{ label: t('factors:challenge.signIn'), href: href(signInPath) }]} />
        <PageHeading title={title} lead={lead} />
        <NextSteps
          items={[
            {
              title: t('factors:signOn.otherWays'),
              text: t('factors:signOn.otherWaysText'),
              href: href(signInPath),
            },
          ]}
        />
      </Band>
    ),
  });
}
