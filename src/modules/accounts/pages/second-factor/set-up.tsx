import { personOf } from '#platform/access/access.ts';
import { secondFactorPath, signInAddress } from '#platform/access/addresses.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { Button, ButtonLink, Code, type FieldError, Form, QrCode, usePage } from '#platform/ui/index.ts';
import { proofNeeded } from '../../actions/proof.ts';
import { beginSetUp, finishSetUp, pendingSetUp, type SetUp } from '../../actions/second-factor.ts';
import { findSignInMeans } from '../../store/factors.ts';
import { AccountPage } from '../../views/account-page.tsx';
import { CodeField, CurrentPasswordField } from '../../views/code-field.tsx';
import { RecoveryCodes } from '../../views/recovery-codes.tsx';
import { SignInAgain } from '../../views/sign-in-again.tsx';
import { goOn, ownForm, wantedAddress, withBack } from '../own.ts';
import { accountResult } from '../results.tsx';
import { activatePath, newFactorPath } from './addresses.ts';
import { codeError, passwordError } from './faults.ts';

const backOf = ({ query }: PageRequest) => wantedAddress(query.get('volver'));

/** `/cuenta/segundo-factor/nuevo`: what it takes, and that it is really the owner of the account who begins. */
export async function newFactorPage(request: PageRequest): Promise<PageResult> {
  return beginning(request, backOf(request), []);
}

export async function newFactorForm(asked: FormRequest): Promise<PageResult> {
  const { form, page } = asked;
  const back = wantedAddress(form.text('volver'));
  const fault = await beginSetUp(ownForm(asked), form.text('currentPassword'));
  if (fault === 'already' || fault === 'second-factor') return goOn(withBack(secondFactorPath, back));
  if (fault === 'password') return beginning(asked, back, [passwordError(page.t)]);
  if (fault === 'sign-in') return beginning(asked, back, []);
  return goOn(withBack(activatePath, back));
}

async function beginning(
  request: PageRequest,
  back: string | undefined,
  errors: readonly FieldError[],
): Promise<PageResult> {
  const { page, services } = request;
  const { t, href } = page;
  const person = personOf(request);
  const means = await findSignInMeans(services.orm, person.id);
  const proof = await proofNeeded({ services, person });
  if (means?.secondFactor || proof === 'second-factor') return goOn(withBack(secondFactorPath, back));
  const again = !means?.password && proof !== 'none';
  return accountResult(
    {
      title: t('factors:setUp.title'),
      description: t('factors:setUp.lead'),
      main: (
        <AccountPage request={request} title={t('factors:setUp.title')} lead={t('factors:setUp.lead')}>
          <ol>
            <li>{t('factors:setUp.stepApp')}</li>
            <li>{t('factors:setUp.stepScan')}</li>
            <li>{t('factors:setUp.stepCodes')}</li>
          </ol>
          {again ? (
            <SignInAgain href={href(signInAddress(withBack(newFactorPath, back)))} />
          ) : (
            <Form action={href(newFactorPath)} hidden={{ volver: back ?? '' }} errors={errors}>
              {means?.password ? <CurrentPasswordField /> : null}
              <Button>{t('factors:setUp.begin')}</Button>
            </Form>
          )}
        </AccountPage>
      ),
    },
    errors,
  );
}

/** `/cuenta/segundo-factor/activar`: the secret for the application, and the question for its first code. */
export async function activatePage(request: PageRequest): Promise<PageResult> {
  return activation(request, backOf(request), []);
}

/** Switches the factor on and shows the recovery codes: here and now only, so it answers with a page. */
export async function activateForm(asked: FormRequest): Promise<PageResult> {
  const { form, page } = asked;
  const back = wantedAddress(form.text('volver'));
  const own = ownForm(asked);
  if (!(await pendingSetUp(own.services, own.person.id))) return goOn(withBack(secondFactorPath, back));
  const outcome = await finishSetUp(own, form.text('code'));
  if ('fault' in outcome) return activation(asked, back, [codeError(page.t, outcome.fault)]);
  return codesShown(asked, page.t('factors:setUp.done'), outcome.codes, back);
}

async function activation(
  request: PageRequest,
  back: string | undefined,
  errors: readonly FieldError[],
): Promise<PageResult> {
  const { page, services } = request;
  const setUp = await pendingSetUp(services, personOf(request).id);
  if (!setUp) return goOn(withBack(secondFactorPath, back));
  return accountResult(
    {
      title: page.t('factors:activate.title'),
      description: page.t('factors:activate.lead'),
      main: (
        <AccountPage
          request={request}
          title={page.t('factors:activate.title')}
          lead={page.t('factors:activate.lead')}
        >
          <Activation setUp={setUp} back={back} errors={errors} />
        </AccountPage>
      ),
    },
    errors,
  );
}

function Activation({
  setUp,
  back,
  errors,
}: {
  setUp: SetUp;
  back: string | undefined;
  errors: readonly FieldError[];
}) {
  const { t, href } = usePage();
  return (
    <Form action={href(activatePath)} hidden={{ volver: back ?? '' }} errors={errors}>
      <h2>{t('factors:activate.scan')}</h2>
      <p>{t('factors:activate.scanText')}</p>
      <p>
        <QrCode text={setUp.address} label={t('factors:activate.qr')} size={232} />
      </p>
      <p>{t('factors:activate.type')}</p>
      <Code>{(setUp.secret.match(/.{1,4}/g) ?? []).join(' ')}</Code>
      <p>
        <a href={setUp.address}>{t('factors:activate.open')}</a>
      </p>
      <h2>{t('factors:activate.confirm')}</h2>
      <CodeField recovery={false} />
      <Button>{t('factors:activate.send')}</Button>
    </Form>
  );
}

/** The page that shows recovery codes, once. */
export function codesShown(
  request: PageRequest,
  title: string,
  codes: readonly string[],
  back: string | undefined,
): PageResult {
  const { t, href } = request.page;
  return {
    kind: 'html',
    title,
    description: t('factors:codes.lead'),
    indexed: false,
    main: (
      <AccountPage request={request} title={title} lead={t('factors:codes.lead')}>
        <RecoveryCodes codes={codes}>
          <ButtonLink href={href(back ?? secondFactorPath)}>{t('factors:codes.kept')}</ButtonLink>
        </RecoveryCodes>
      </AccountPage>
    ),
  };
}
