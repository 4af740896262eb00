import type { FormRoute, PageRoute } from '#platform/module.ts';
import { emailForms, emailPages } from './email.tsx';
import { identityForms, identityPages } from './identity.tsx';
import { myDataForms, myDataPages } from './my-data.tsx';
import { overviewForms, overviewPages } from './overview.tsx';
import { passkeysForms, passkeysPages } from './passkeys.tsx';
import { passwordForms, passwordPages } from './password.tsx';
import { recoveryForms, recoveryPages } from './recovery.tsx';
import { residenceForms, residencePages } from './residence.tsx';
import { secondFactorForms, secondFactorPages } from './second-factor/index.ts';
import { sessionsForms, sessionsPages } from './sessions.tsx';
import { signInForms, signInPages } from './sign-in.tsx';
import { signUpForms, signUpPages } from './sign-up.tsx';
import { singleSignOnForms, singleSignOnPages } from './single-sign-on/index.ts';

/** The pages of accounts. */
export const pages: readonly PageRoute[] = [
  ...identityPages,
  ...myDataPages,
  ...residencePages,
  ...emailPages,
  ...overviewPages,
  ...passkeysPages,
  ...passwordPages,
  ...recoveryPages,
  ...secondFactorPages,
  ...sessionsPages,
  ...signInPages,
  ...signUpPages,
  ...singleSignOnPages,
];
export const forms: readonly FormRoute[] = [
  ...identityForms,
  ...myDataForms,
  ...residenceForms,
  ...emailForms,
  ...overviewForms,
  ...passkeysForms,
  ...passwordForms,
  ...recoveryForms,
  ...secondFactorForms,
  ...sessionsForms,
  ...signInForms,
  ...signUpForms,
  ...singleSignOnForms,
];
