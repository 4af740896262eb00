import { randomBytes } from 'node:crypto';
import { isSecure } from '#platform/config/config.ts';
import { cookieHeader, cookieName, cookieOf } from '#platform/http/cookies.ts';
import type { FormRequest } from '#platform/module.ts';
import type { Services } from '#platform/services.ts';

const cookie = 'device';
const yearDays = 365;
/** How many accounts of one browser are remembered: those of a family. */
const mostAccounts = 5;
const dayMs = 24 * 3600 * 1000;

interface Mark {
  /** Tells this browser from others, for this account only. */
  device: string;
  /** When it was set, in days. */
  day: number;
  /** Keyed hash of the account and both: it says nothing of the account to whoever has not its identifier. */
  seal: string;
}

type Asked = Pick<FormRequest, 'services' | 'request'>;

function seal({ secrets }: Pick<Services, 'secrets'>, person: string, device: string, day: number): string {
  return secrets.hash('limits', `known device ${person} ${device} ${day}`).slice(0, 32);
}

function marksOf({ services, request }: Asked): Mark[] {
  const text = cookieOf(request, cookieName(cookie, isSecure(services.config))) ?? '';
  return text
    .split('~', mostAccounts)
    .map((entry) => /^([\w-]{16})\.(\d{1,6})\.([0-9a-f]{32})$/.exec(entry))
    .flatMap((found) => {
      const [, device = '', day = '', seal = ''] = found ?? [];
      return found ? [{ device, day: Number(day), seal }] : [];
    });
}

const today = (now: Date) => Math.floor(now.getTime() / dayMs);

function isOf(services: Services, person: string, mark: Mark): boolean {
  const age = today(services.now()) - mark.day;
  return age >= 0 && age <= yearDays && mark.seal === seal(services, person, mark.device, mark.day);
}

/**
 * What a browser is called in which somebody has signed in to an account before; undefined for other browsers. It lets
 * nobody in: it only keeps others' wrong passwords from counting against this browser.
 */
export function knownDevice(asked: Asked, person: string): string | undefined {
  return marksOf(asked).find((mark) => isOf(asked.services, person, mark))?.device;
}

/** Lets a browser be known for a year as one in which somebody has signed in to an account. */
export function rememberDevice(asked: Asked & Pick<FormRequest, 'answer'>, person: string): void {
  const { services, answer } = asked;
  const device = knownDevice(asked, person) ?? randomBytes(12).toString('base64url');
  const day = today(services.now());
  const others = marksOf(asked).filter((mark) => !isOf(services, person, mark));
  const marks = [{ device, day, seal: seal(services, person, device, day) }, ...others].slice(
    0,
    mostAccounts,
  );
  const value = marks.map((mark) => `${mark.device}.${mark.day}.${mark.seal}`).join('~');
  answer.append('set-cookie', cookieHeader(cookie, value, isSecure(services.config), yearDays * 24 * 3600));
}
