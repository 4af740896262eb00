import { roles } from '#platform/access/subject.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import { spanish } from '#platform/i18n/resources.ts';
import { settingKeys } from '#platform/settings/settings.ts';
import { roleName } from '../names.ts';

const names = spanish.administration.actions;

function isNamed(key: string): key is keyof typeof names {
  return Object.hasOwn(names, key);
}

/** What an action of the trail is called in words; its own name where it has no other. */
export function actionName(t: Translate, action: string): string {
  const key = action.replace('.', '/');
  return isNamed(key) ? t(`administration:actions.${key}`) : action;
}

/** What an action was done to, in words where it has them: a role or a setting. */
export function targetName(t: Translate, target: string): string {
  const role = roles.find((each) => each === target);
  if (role) return roleName(t, role);
  const setting = settingKeys.find((each) => each === target);
  return setting ? t(`administration:settings.${setting}.title`) : target;
}
