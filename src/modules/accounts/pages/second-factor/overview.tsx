import { personOf } from '#platform/access/access.ts';
import { secondFactorPath } from '#platform/access/addresses.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import {
  Button,
  ButtonLink,
  type FieldError,
  Form,
  Notice,
  Prose,
  SummaryList,
  Tag,
  usePage,
} from '#platform/ui/index.ts';
import { passkeysOffered } from '../../actions/passkeys.ts';
import { proofNeeded } from '../../actions/proof.ts';
import { confirmSession, recoveryCodesLeft } from '../../actions/second-factor.ts';
import { findSignInMeans, type SignInMeans } from '../../store/factors.ts';
import { AccountPage } from '../../views/account-page.tsx';
import { CodeField } from '../../views/code-field.tsx';
import { PasskeyForm } from '../../views/passkey-form.tsx';
import { passkeySignInPath } from '../../views/passkey-paths.ts';
import { goOn, ownForm, wantedAddress, withBack } from '../own.ts';
import { accountResult } from '../results.tsx';
import { codesPath, newFactorPath, switchOffPath } from './addresses.ts';
import { codeError } from './faults.ts';

/** `/cuenta/segundo-factor`: what there is, or, in a session without it, the question for it. */
export async function overviewPage(request: PageRequest): Promise<PageResult> {
  const back = wantedAddress(request.query.get('volver'));
  const person = personOf(request);
  // Whoever comes from a page for which it was missing, and has it by now, goes on.
  if (back && person.secondFactor && !request.query.has('hecho')) return goOn(back);
  return overview(request, back, []);
}

/** The second factor of somebody who has signed in without it. */
export async function confirmForm(asked: FormRequest): Promise<PageResult> {
  const { form, page } = asked;
  const back = wantedAddress(form.text('volver'));
  const outcome = await confirmSession(ownForm(asked), form.text('code'));
  if (!outcome.taken) return overview(asked, back, [codeError(page.t, outcome.fault)]);
  if (outcome.kind === 'application') return goOn(back ?? `${secondFactorPath}?hecho=confirmado`);
  return goOn(withBack(`${secondFactorPath}?hecho=recuperacion`, back));
}

async function overview(
  request: PageRequest,
  back: string | undefined,
  errors: readonly FieldError[],
): Promise<PageResult> {
  const { page, services } = request;
  const { t } = page;
  const person = personOf(request);
  const means = await findSignInMeans(services.orm, person.id);
  const isOn = means?.secondFactor === true;
  const left = isOn && person.secondFactor ? await recoveryCodesLeft(services, person.id) : 0;
  const obligatory = person.grants.length > 0;
  const owed = (await proofNeeded({ services, person })) === 'second-factor';
  const withPasskey = (means?.passkeys ?? 0) > 0 && passkeysOffered(services.config);
  return {
    ...accountResult(
      {
        title: t('factors:second.title'),
        description: t('factors:second.lead'),
        main: (
          <AccountPage
            request={request}
            title={t('factors:second.title')}
            lead={t('factors:second.lead')}
            done={{
              quitado: t('factors:second.done.off'),
              confirmado: t('factors:second.done.confirmed'),
              recuperacion: t('factors:second.done.recovery', { count: left }),
            }}
          >
            {obligatory && !person.secondFactor ? (
              <Notice kind="warning" title={t('factors:second.obligatory')}>
                <p>
                  {t(
                    isOn || withPasskey ? 'factors:second.obligatoryGive' : 'factors:second.obligatorySetUp',
                  )}
                </p>
              </Notice>
            ) : null}
            {back && person.secondFactor ? (
              <p>
                <ButtonLink href={page.href(back)}>{t('factors:second.goOn')}</ButtonLink>
              </p>
            ) : null}
            {!person.secondFactor && (isOn || withPasskey || owed) ? (
              <StepUp back={back} errors={errors} code={isOn} passkey={withPasskey} />
            ) : null}
            {isOn && person.secondFactor ? <IsOn left={left} obligatory={obligatory} /> : null}
            {isOn || owed ? null : <IsOff means={means} back={back} />}
          </AccountPage>
        ),
      },
      errors,
    ),
    scripts: withPasskey && !person.secondFactor ? ['passkey'] : [],
  };
}

/** Asks for the second factor in a session that has none. */
function StepUp({
  back,
  errors,
  code,
  passkey,
}: {
  back: string | undefined;
  errors: readonly FieldError[];
  code: boolean;
  passkey: boolean;
}) {
  const { t, href } = usePage();
  return (
    <>
      <h2>{t('factors:second.confirm')}</h2>
      <p>{t('factors:second.confirmText')}</p>
      {code ? (
        <Form action={href(secondFactorPath)} hidden={{ volver: back ?? '' }} errors={errors}>
          <CodeField recovery={true} />
          <Button>{t('factors:code.send')}</Button>
        </Form>
      ) : null}
      {passkey ? (
        <PasskeyForm
          kind="sign-in"
          action={passkeySignInPath}
          hidden={{ volver: back ?? secondFactorPath }}
          button={t('factors:second.confirmPasskey')}
          secondary={code}
        />
      ) : null}
      {code ? null : <p>{t('factors:second.lostPasskey')}</p>}
    </>
  );
}

function IsOn({ left, obligatory }: { left: number; obligatory: boolean }) {
  const { t, href } = usePage();
  return (
    <>
      <SummaryList
        rows={[
          { key: t('factors:second.state'), value: <Tag kind="kept">{t('factors:second.on')}</Tag> },
          {
            key: t('factors:second.left'),
            value: t('factors:second.leftCount', { count: left }),
            action: { href: href(codesPath), label: t('factors:second.renew') },
          },
        ]}
      />
      {left < 3 ? (
        <Notice kind="warning">
          <p>{t('factors:second.fewLeft')}</p>
        </Notice>
      ) : null}
      {obligatory ? (
        <p>{t('factors:second.stays')}</p>
      ) : (
        <p>
          <a href={href(switchOffPath)}>{t('factors:off.title')}</a>
        </p>
      )}
    </>
  );
}

function IsOff({ means, back }: { means: SignInMeans | undefined; back: string | undefined }) {
  const { t, href } = usePage();
  return (
    <>
      <h2>{t('factors:second.what')}</h2>
      <Prose>
        <p>{t('factors:second.whatText')}</p>
        <p>{t('factors:second.whatApp')}</p>
        {means?.passkeys ? <p>{t('factors:second.passkeyToo')}</p> : null}
      </Prose>
      <ButtonLink href={href(withBack(newFactorPath, back))}>{t('factors:second.begin')}</ButtonLink>
    </>
  );
}
