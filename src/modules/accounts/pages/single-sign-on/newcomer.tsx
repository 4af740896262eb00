import { z } from 'zod';
import { signInAddress, signInPath } from '#platform/access/addresses.ts';
import { checkForm } from '#platform/http/form-data.ts';
import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import type { FieldError, FormValues } from '#platform/ui/index.ts';
import {
  findNewcomer,
  hasAccount,
  type Newcomer,
  proveAddress,
  type Welcome,
  welcome,
} from '../../actions/single-sign-on/newcomer.ts';
import { oidcOf } from '../../actions/single-sign-on/sign-on.ts';
import { AddressCode, KnownNewcomer, NewcomerForm } from '../../views/newcomer.tsx';
import { newcomerCodePath, ownSignOnPath } from '../../views/sign-on-paths.ts';
import { emailField, nameField, privacyField } from '../fields.ts';
import { goOn, wantedAddress } from '../own.ts';
import { accountResult, minutes, signedIn, voidLink, waitResult } from '../results.tsx';

/** `/entrar/unico/nuevo`: an account for somebody whom the single sign-on knows and we do not. */
export async function newcomerPage(request: PageRequest): Promise<PageResult> {
  const newcomer = await findNewcomer(request);
  if (!newcomer) return voidLink(request, ['enter']);
  if (await hasAccount(request.services, newcomer)) return knownPage(request, newcomer.email ?? '');
  const { name, email = '' } = newcomer;
  return newcomerResult(request, newcomer, { name, email });
}

function newcomerResult(
  request: PageRequest,
  newcomer: Newcomer,
  values: FormValues,
  errors: readonly FieldError[] = [],
): HtmlResult {
  const { t } = request.page;
  const provider = oidcOf(request).name;
  const title = t('factors:newcomer.title');
  const lead = t('factors:newcomer.lead', { provider });
  const vouched = newcomer.emailVerified ? newcomer.email : undefined;
  const main = <NewcomerForm title={title} lead={lead} vouched={vouched} values={values} errors={errors} />;
  return accountResult({ title, description: lead, main }, errors);
}

/** The address has an account: whoever it belongs to signs in and ties the single sign-on to it. */
function knownPage(request: PageRequest, email: string): HtmlResult {
  const { t, href } = request.page;
  const provider = oidcOf(request).name;
  const title = t('factors:newcomer.known');
  const lead = t('factors:newcomer.knownText', { email, provider });
  const main = <KnownNewcomer title={title} lead={lead} signIn={href(signInAddress(ownSignOnPath))} />;
  return accountResult({ title, description: lead, main });
}

const vouchedSchema = (t: Translate) => z.object({ name: nameField(t), privacidad: privacyField(t) });
const typedSchema = (t: Translate) => vouchedSchema(t).extend({ email: emailField(t) });

export async function newcomerForm(request: FormRequest): Promise<PageResult> {
  const { form, page } = request;
  const { t } = page;
  const newcomer = await findNewcomer(request);
  if (!newcomer) return voidLink(request, ['enter']);
  const again = (errors: readonly FieldError[]) => newcomerResult(request, newcomer, form.values(), errors);
  const vouched = newcomer.emailVerified ? newcomer.email : undefined;
  const checked =
    vouched === undefined
      ? checkForm(typedSchema(t), form)
      : withEmail(checkForm(vouchedSchema(t), form), vouched);
  if (!checked.ok) return again(checked.errors);
  const { name, email } = checked.input;
  const outcome = await welcome(request, { name, email });
  return resultOf(request, outcome, email, again);
}

type Checked<T> = { ok: true; input: T } | { ok: false; errors: FieldError[] };

function withEmail(
  checked: Checked<{ name: string }>,
  email: string,
): Checked<{ name: string; email: string }> {
  return checked.ok ? { ok: true, input: { ...checked.input, email } } : checked;
}

function resultOf(
  request: FormRequest,
  outcome: Welcome,
  email: string,
  again: (errors: readonly FieldError[]) => HtmlResult,
): PageResult {
  const { t } = request.page;
  switch (outcome.kind) {
    case 'code':
      return goOn(newcomerCodePath);
    case 'taken':
      return knownPage(request, email);
    case 'void':
      return voidLink(request, ['enter']);
    case 'wrong':
      return again([{ field: 'code', message: t('factors:newcomer.wrong') }]);
    case 'wait': {
      const message = t('factors:newcomer.wait', { count: minutes(outcome.seconds) });
      return waitResult(again([{ field: '', message }]), request, outcome.seconds);
    }
    default:
      return signedIn(outcome.kind, wantedAddress(outcome.back ?? null));
  }
}

/** `/entrar/unico/codigo`: the code that went to the address somebody typed. */
export async function addressCodePage(request: PageRequest): Promise<PageResult> {
  const newcomer = await findNewcomer(request);
  if (!newcomer?.proof) return voidLink(request, ['enter']);
  return addressCodeResult(request, newcomer.proof.email);
}

function addressCodeResult(
  { page }: PageRequest,
  email: string,
  errors: readonly FieldError[] = [],
): HtmlResult {
  const title = page.t('factors:newcomer.code');
  const lead = page.t('factors:newcomer.codeText', { email });
  const main = <AddressCode title={title} lead={lead} signIn={page.href(signInPath)} errors={errors} />;
  return accountResult({ title, description: lead, main }, errors);
}

export async function addressCodeForm(request: FormRequest): Promise<PageResult> {
  const newcomer = await findNewcomer(request);
  const email = newcomer?.proof?.email ?? '';
  const outcome = await proveAddress(request, request.form.text('code'));
  return resultOf(request, outcome, email, (errors) => addressCodeResult(request, email, errors));
}
