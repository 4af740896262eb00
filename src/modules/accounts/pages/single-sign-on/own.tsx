import { personOf } from '#platform/access/access.ts';
import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import type { FieldError } from '#platform/ui/index.ts';
import { type ProofNeeded, proofNeeded } from '../../actions/proof.ts';
import { beginLink, oidcOf, unlink } from '../../actions/single-sign-on/sign-on.ts';
import { findSignInMeans } from '../../store/factors.ts';
import { OwnSignOn, WayOut } from '../../views/own-sign-on.tsx';
import { ownSignOnPath } from '../../views/sign-on-paths.ts';
import { goOn, ownForm } from '../own.ts';
import { accountResult } from '../results.tsx';

/** `/cuenta/acceso-unico`: whether the single sign-on lets one in, and how to change that. */
export async function ownSignOnPage(
  request: PageRequest,
  errors: readonly FieldError[] = [],
): Promise<PageResult> {
  const { page, services } = request;
  const { issuer, name: provider } = oidcOf(request);
  const person = personOf(request);
  const means = await findSignInMeans(services.orm, person.id);
  const title = page.t('factors:ownSignOn.title');
  const lead = page.t('factors:ownSignOn.lead', { provider });
  const main = (
    <OwnSignOn
      request={request}
      title={title}
      lead={lead}
      provider={provider}
      linked={means?.signOns.some((each) => each.issuer === issuer) ?? false}
      proof={await proofNeeded({ services, person })}
      errors={errors}
    />
  );
  return accountResult({ title, description: lead, main }, errors);
}

function faultError({ page }: PageRequest, fault: Exclude<ProofNeeded, 'none'> | 'last-way'): FieldError {
  const { t } = page;
  if (fault === 'password') return { field: 'currentPassword', message: t('factors:password.wrong') };
  return {
    field: '',
    message: fault === 'last-way' ? t('factors:ownSignOn.lastWay') : t(`factors:proof.${fault}`),
  };
}

/** Begins to tie it. The next page links out: a form of ours may not lead to another site. */
export async function linkForm(asked: FormRequest): Promise<PageResult> {
  const { page, form } = asked;
  const provider = oidcOf(asked).name;
  const own = { ...ownForm(asked), page };
  const begun = await beginLink(own, form.text('currentPassword'));
  if ('missing' in begun) return ownSignOnPage(asked, [faultError(asked, begun.missing)]);
  const title = page.t('factors:ownSignOn.wayOut', { provider });
  const lead = page.t('factors:ownSignOn.wayOutText', { provider });
  const result: HtmlResult = accountResult({
    title,
    description: lead,
    main: <WayOut request={asked} title={title} lead={lead} address={begun.address} provider={provider} />,
  });
  return result;
}

export async function unlinkForm(asked: FormRequest): Promise<PageResult> {
  const fault = await unlink(ownForm(asked), asked.form.text('currentPassword'));
  if (fault) return ownSignOnPage(asked, [faultError(asked, fault)]);
  return goOn(`${ownSignOnPath}?hecho=desligado`);
}
