import { z } from 'zod';
import { personOf } from '#platform/access/access.ts';
import { signInAddress, signInPath } from '#platform/access/addresses.ts';
import { isId } from '#platform/database/identifier.ts';
import { notFound } from '#platform/errors/problem.ts';
import { checkForm } from '#platform/http/form-data.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import type { FieldError, PageContext } from '#platform/ui/index.ts';
import {
  addPasskey,
  namePasskey,
  passkeysOffered,
  type RemovalFault,
  registrationOptions,
  removePasskey,
  signInByPasskey,
  signInOptions,
} from '../actions/passkeys.ts';
import { type ProofNeeded, proofNeeded } from '../actions/proof.ts';
import { findPasskey, listPasskeys } from '../store/factors.ts';
import { passkeySignInPath, passkeysPath } from '../views/passkey-paths.ts';
import { PasskeyPage, PasskeySignInFailed, PasskeysPage } from '../views/passkeys.tsx';
import { goOn, ownForm, wantedAddress } from './own.ts';
import { accountResult } from './results.tsx';

/** The field is that of the name, whatever page it stands on. */
const nameSchema = (t: Translate) =>
  z.object({
    nombre: z
      .string()
      .trim()
      .min(1, t('factors:passkeys.nameMissing'))
      .max(60, t('factors:passkeys.nameLong')),
  });

/** `/cuenta/llaves`: a person's passkeys, and a form to add one. */
async function passkeysPage(request: PageRequest): Promise<PageResult> {
  return list(request, []);
}

async function list(
  request: PageRequest,
  errors: readonly FieldError[],
  values: Readonly<Record<string, string>> = {},
): Promise<PageResult> {
  const { page, services } = request;
  const person = personOf(request);
  const offered = passkeysOffered(services.config);
  const [passkeys, proof] = [
    await listPasskeys(services.orm, person.id),
    await proofNeeded({ services, person }),
  ];
  return {
    ...accountResult(
      {
        title: page.t('factors:passkeys.title'),
        description: page.t('factors:passkeys.lead'),
        main: (
          <PasskeysPage
            request={request}
            passkeys={passkeys}
            offered={offered}
            proof={proof}
            errors={errors}
            values={values}
          />
        ),
      },
      errors,
    ),
    scripts: offered ? ['passkey'] : [],
  };
}

/** What is missing first, as a sentence. */
function missingText(t: PageContext['t'], missing: Exclude<ProofNeeded, 'none'>): string {
  return t(`factors:proof.${missing}`);
}

/** What the browser needs to make a passkey, as JSON for the script; or why it gets nothing. */
async function addOptions(asked: FormRequest): Promise<PageResult> {
  const { page, form } = asked;
  const named = checkForm(nameSchema(page.t), form);
  if (!named.ok) return { kind: 'json', data: { error: named.errors[0]?.message } };
  const outcome = await registrationOptions(ownForm(asked), form.text('currentPassword'));
  const data = 'options' in outcome ? outcome : { error: missingText(page.t, outcome.missing) };
  return { kind: 'json', data };
}

async function addForm(asked: FormRequest): Promise<PageResult> {
  const { page, form } = asked;
  const named = checkForm(nameSchema(page.t), form);
  const values = { nombre: form.text('nombre') };
  if (!named.ok) return list(asked, named.errors, values);
  const added = await addPasskey(ownForm(asked), named.input.nombre, form.text('respuesta'));
  if (added) return goOn(`${passkeysPath}?hecho=agregada`);
  return list(asked, [{ field: '', message: page.t('factors:passkeys.notAdded') }], values);
}

/** `/cuenta/llaves/<id>`: one passkey: its name, and taking it away. */
async function passkeyPage(request: PageRequest): Promise<PageResult> {
  return one(request, []);
}

async function one(request: PageRequest, errors: readonly FieldError[], name?: string): Promise<PageResult> {
  const { page, services, params } = request;
  const person = personOf(request);
  const id = params.id ?? '';
  const passkey = isId(id) ? await findPasskey(services.orm, person.id, id) : undefined;
  if (!passkey) throw unknownPasskey();
  const title = passkey.name ?? page.t('factors:passkeys.unnamed');
  const main = (
    <PasskeyPage
      request={request}
      passkey={passkey}
      name={name ?? passkey.name ?? ''}
      proof={await proofNeeded({ services, person })}
      errors={errors}
    />
  );
  return accountResult({ title, description: page.t('factors:passkeys.lead'), main }, errors);
}

function unknownPasskey() {
  return notFound('Esa llave de acceso no es de tu cuenta.', 'That passkey is not of your account.', 'id');
}

async function renameForm(asked: FormRequest): Promise<PageResult> {
  const { page, form, params } = asked;
  const named = checkForm(nameSchema(page.t), form);
  if (!named.ok) return one(asked, named.errors, form.text('nombre'));
  if (!(await namePasskey(ownForm(asked), params.id ?? '', named.input.nombre))) throw unknownPasskey();
  return goOn(`${passkeysPath}?hecho=nombrada`);
}

async function removeForm(asked: FormRequest): Promise<PageResult> {
  const { page, form, params } = asked;
  const fault = await removePasskey(ownForm(asked), params.id ?? '', form.text('currentPassword'));
  if (fault === undefined) return goOn(`${passkeysPath}?hecho=quitada`);
  if (fault === 'unknown') throw unknownPasskey();
  return one(asked, [removalError(page.t, fault)]);
}

function removalError(t: PageContext['t'], fault: Exclude<RemovalFault, 'unknown'>): FieldError {
  if (fault === 'password') return { field: 'currentPassword', message: t('factors:password.wrong') };
  if (fault === 'last-way' || fault === 'last-factor')
    return { field: '', message: t(`factors:passkeys.faults.${fault}`) };
  return { field: '', message: missingText(t, fault) };
}

/** What the browser needs to sign in with a passkey, as JSON for the script. */
async function enterOptions(asked: FormRequest): Promise<PageResult> {
  if (!passkeysOffered(asked.services.config)) return { kind: 'json', data: {} };
  return { kind: 'json', data: { options: await signInOptions(asked) } };
}

async function enterForm(asked: FormRequest): Promise<PageResult> {
  const { form, page } = asked;
  const back = wantedAddress(form.text('volver'));
  if (await signInByPasskey(asked, form.text('respuesta'))) return goOn(back);
  return {
    kind: 'html',
    title: page.t('factors:passkey.refused'),
    description: page.t('factors:passkey.refusedText'),
    status: 403,
    indexed: false,
    main: <PasskeySignInFailed signIn={page.href(back ? signInAddress(back) : signInPath)} />,
  };
}

const own = { access: 'accounts.own' } as const;
const entering = {
  access: 'public' as const,
  limit: { name: 'passkey-sign-in', burst: 40, periodSeconds: 600 },
};

export const passkeysPages: readonly PageRoute[] = [
  { path: passkeysPath, ...own, cache: 'none', handle: passkeysPage },
  { path: `${passkeysPath}/:id`, ...own, cache: 'none', handle: passkeyPage },
];

export const passkeysForms: readonly FormRoute[] = [
  { path: passkeysPath, ...own, handle: addForm },
  { path: `${passkeysPath}/opciones`, ...own, handle: addOptions },
  { path: `${passkeysPath}/:id`, ...own, handle: renameForm },
  { path: `${passkeysPath}/:id/quitar`, ...own, handle: removeForm },
  { path: passkeySignInPath, ...entering, handle: enterForm },
  { path: `${passkeySignInPath}/opciones`, ...entering, handle: enterOptions },
];
