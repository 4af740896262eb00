import type { PageRequest } from '#platform/module.ts';
import { Button, ButtonLink, type FieldError, Form, SummaryList, Tag } from '#platform/ui/index.ts';
import type { ProofNeeded } from '../actions/proof.ts';
import { AccountPage } from './account-page.tsx';
import { CurrentPasswordField } from './code-field.tsx';
import { FirstShow, isPossible } from './first-show.tsx';
import { ownSignOnPath } from './sign-on-paths.ts';

export interface OwnSignOnProps {
  request: PageRequest;
  title: string;
  lead: string;
  provider: string;
  linked: boolean;
  proof: ProofNeeded;
  errors: readonly FieldError[];
}

/** Whether the single sign-on lets one in, and how to change that. */
export function OwnSignOn({ request, title, lead, provider, linked, proof, errors }: OwnSignOnProps) {
  const { t, href } = request.page;
  const path = linked ? `${ownSignOnPath}/quitar` : ownSignOnPath;
  return (
    <AccountPage
      request={request}
      title={title}
      lead={lead}
      done={{
        enlazado: t('factors:ownSignOn.done.linked', { provider }),
        desligado: t('factors:ownSignOn.done.unlinked', { provider }),
      }}
    >
      <SummaryList
        rows={[
          {
            key: provider,
            value: (
              <Tag kind={linked ? 'kept' : 'neutral'}>
                {t(linked ? 'factors:ownSignOn.linked' : 'factors:ownSignOn.notLinked')}
              </Tag>
            ),
          },
        ]}
      />
      <p>{t(linked ? 'factors:ownSignOn.unlinkText' : 'factors:ownSignOn.linkText', { provider })}</p>
      {isPossible(proof) ? (
        <Form action={href(path)} errors={errors}>
          {proof === 'password' ? <CurrentPasswordField /> : null}
          <Button kind={linked ? 'warning' : 'primary'}>
            {t(linked ? 'factors:ownSignOn.unlink' : 'factors:ownSignOn.link', { provider })}
          </Button>
        </Form>
      ) : (
        <FirstShow proof={proof} back={ownSignOnPath} />
      )}
    </AccountPage>
  );
}

/** The way out to the single sign-on, as a link. */
export function WayOut({
  request,
  title,
  lead,
  address,
  provider,
}: {
  request: PageRequest;
  title: string;
  lead: string;
  address: string;
  provider: string;
}) {
  return (
    <AccountPage request={request} title={title} lead={lead}>
      <ButtonLink href={address}>{request.page.t('factors:ownSignOn.continue', { provider })}</ButtonLink>
    </AccountPage>
  );
}
