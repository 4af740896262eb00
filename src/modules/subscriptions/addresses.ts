import { accountPath } from '#platform/access/addresses.ts';
import { changesPath } from '#platform/changes/addresses.ts';
import { unsubscribePath } from '#platform/mail/unsubscribe.ts';

/** The Spanish paths of the module's pages; those of feeds and of following stand with the platform's changes. */
export const followFormPath = `${changesPath}/seguir` as const;
/** What a person follows. */
export const ownPath = `${accountPath}/avisos` as const;
export const endPath = `${ownPath}/terminar` as const;
export const endAllPath = `${ownPath}/terminar-todos` as const;
/** Where the button on the page of a letter's link leads. Programs send theirs to the link itself. */
export const leavePath = `${unsubscribePath}/terminar` as const;
