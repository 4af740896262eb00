import { secondFactorPath, signInAddress } from '#platform/access/addresses.ts';
import { ButtonLink, usePage } from '#platform/ui/index.ts';
import type { ProofNeeded } from '../actions/proof.ts';
import { SignInAgain } from './sign-in-again.tsx';

/** Whether a form can be sent as it is, with the password where that is asked for. */
export function isPossible(proof: ProofNeeded): boolean {
  return proof === 'none' || proof === 'password';
}

/** Where somebody goes who has to show first that it is them. */
export function FirstShow({ proof, back }: { proof: ProofNeeded; back: string }) {
  const { t, href } = usePage();
  if (proof !== 'second-factor') return <SignInAgain href={href(signInAddress(back))} />;
  return (
    <>
      <p>{t('factors:proof.second-factor')}</p>
      <ButtonLink href={href(`${secondFactorPath}?volver=${encodeURIComponent(back)}`)}>
        {t('factors:second.title')}
      </ButtonLink>
    </>
  );
}
