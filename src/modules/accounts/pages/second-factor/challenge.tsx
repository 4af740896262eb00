import { secondFactorPath, signInPath } from '#platform/access/addresses.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  Button,
  Details,
  type FieldError,
  Form,
  PageHeading,
  usePage,
} from '#platform/ui/index.ts';
import { answerChallenge, challengedPerson } from '../../actions/second-factor.ts';
import { CodeField } from '../../views/code-field.tsx';
import { goOn, wantedAddress, withBack } from '../own.ts';
import { accountResult } from '../results.tsx';
import { challengePath } from './addresses.ts';
import { codeError } from './faults.ts';

/** `/entrar/segundo-factor`: the second step of signing in, for accounts that have one. */
export async function challengePage(request: PageRequest): Promise<PageResult> {
  const back = wantedAddress(request.query.get('volver'));
  if (request.subject.kind === 'person') return goOn(back);
  if (!(await challengedPerson(request))) return goOn(withBack(signInPath, back));
  return question(request, back, []);
}

export async function challengeForm(asked: FormRequest): Promise<PageResult> {
  const back = wantedAddress(asked.form.text('volver'));
  // The same form sent twice: the first of them has signed in.
  if (asked.subject.kind === 'person') return goOn(back);
  const outcome = await answerChallenge(asked);
  if (outcome.taken) {
    if (outcome.kind === 'application') return goOn(back);
    return goOn(withBack(`${secondFactorPath}?hecho=recuperacion`, back));
  }
  if (outcome.fault === 'over') return startOver(asked, back);
  const result = question(asked, back, [codeError(asked.page.t, outcome.fault)]);
  return outcome.fault === 'locked' ? { ...result, status: 429 } : result;
}

function question(request: PageRequest, back: string | undefined, errors: readonly FieldError[]) {
  const { t } = request.page;
  return accountResult(
    {
      title: t('factors:challenge.title'),
      description: t('factors:challenge.lead'),
      main: <Challenge back={back} errors={errors} />,
    },
    errors,
  );
}

function Challenge({ back, errors }: { back: string | undefined; errors: readonly FieldError[] }) {
  const { t, href } = usePage();
  return (
    <Band>
      <Breadcrumbs items={[{ label: t('factors:challenge.signIn'), href: href(signInPath) }]} />
      <PageHeading title={t('factors:challenge.title')} lead={t('factors:challenge.lead')} />
      <Form action={href(challengePath)} hidden={{ volver: back ?? '' }} errors={errors}>
        <CodeField recovery={true} />
        <Button>{t('factors:code.send')}</Button>
      </Form>
      <Details summary={t('factors:challenge.lost')}>
        <p>{t('factors:challenge.lostText')}</p>
      </Details>
    </Band>
  );
}

/** The challenge has ended: by its time, by too many codes, or because it was answered. Signing in begins anew. */
function startOver({ page }: PageRequest, back: string | undefined): PageResult {
  const { t, href } = page;
  return {
    kind: 'html',
    title: t('factors:challenge.over'),
    description: t('factors:challenge.overText'),
    status: 403,
    indexed: false,
    main: (
      <Band>
        <Breadcrumbs items={[{ label: t('factors:challenge.signIn'), href: href(signInPath) }]} />
        <PageHeading title={t('factors:challenge.over')} lead={t('factors:challenge.overText')} />
        <p>
          <a href={href(withBack(signInPath, back))}>{t('factors:challenge.again')}</a>
        </p>
      </Band>
    ),
  };
}
