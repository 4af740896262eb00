import type { FieldError, PageContext } from '#platform/ui/index.ts';
import type { CodeFault } from '../../actions/second-factor.ts';

/** What is wrong with a code, as a sentence beside its field. */
export function codeError(t: PageContext['t'], fault: CodeFault): FieldError {
  return { field: 'code', message: t(`factors:code.faults.${fault}`) };
}

export function passwordError(t: PageContext['t']): FieldError {
  return { field: 'currentPassword', message: t('factors:password.wrong') };
}
