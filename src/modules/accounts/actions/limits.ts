import { type Allowance, returnTurn, takeTurn } from '#platform/limits/limit.ts';
import type { FormRequest } from '#platform/module.ts';
import type { Services } from '#platform/services.ts';
import type { LinkPurpose } from '../store/links.ts';
import { knownDevice } from './known-device.ts';

const minute = 60;

/** Wrong passwords for one account from one client: 5 at once, then one every 3 minutes. */
const byClient: Allowance = { name: 'sign-in-client', burst: 5, periodSeconds: 15 * minute };
/** Wrong passwords for one account in one browser that its owner has signed in with before. */
const byDevice: Allowance = { name: 'sign-in-device', burst: 5, periodSeconds: 15 * minute };
/** Wrong passwords for one account from all browsers that are not known: 20 at once, then one every 15 minutes. */
const byAccount: Allowance = { name: 'sign-in-account', burst: 20, periodSeconds: 20 * 15 * minute };

/** Letters of one kind that one client may have sent to one address. */
const lettersByClient: Allowance = { name: 'letters-client', burst: 3, periodSeconds: 30 * minute };
/**
 * Letters of one kind to one address, whoever asks: 6 at once, then one every 10 minutes. While others use this up
 * there is always a letter in the mailbox whose link can still be used, so it locks nobody out.
 */
const lettersToAddress: Allowance = { name: 'letters-address', burst: 6, periodSeconds: 60 * minute };

/** An allowance and whom it is for. */
type Ticket = readonly [Allowance, string];

/** Turns that were taken; or, where one was refused, how long to wait, with nothing taken. */
export type Turns = { granted: true; giveBack(): Promise<void> } | { granted: false; seconds: number };

async function takeAll({ orm, now }: Services, tickets: readonly Ticket[]): Promise<Turns> {
  const taken: Ticket[] = [];
  const giveBack = async () => {
    for (const [allowance, who] of taken) await returnTurn(orm, allowance, who);
  };
  for (const ticket of tickets) {
    const turn = await takeTurn(orm, ...ticket, now());
    if (!turn.granted) {
      await giveBack();
      return { granted: false, seconds: turn.retryAfterSeconds };
    }
    taken.push(ticket);
  }
  return { granted: true, giveBack };
}

type Asked = Pick<FormRequest, 'services' | 'request' | 'client'>;

/**
 * Turns for one try with a password, to be given back where it was right. An address without account has the same
 * allowances as one with: what is answered tells nothing. In a browser that is known for the account only wrong
 * passwords of that browser count, so nobody can lock its owner out from elsewhere.
 */
export function takeTry(asked: Asked, email: string, person: string | undefined): Promise<Turns> {
  const { services, client } = asked;
  const hash = (text: string) => services.secrets.hash('limits', text);
  const device = person === undefined ? undefined : knownDevice(asked, person);
  return takeAll(
    services,
    device === undefined
      ? [
          [byClient, hash(`${email} ${client}`)],
          [byAccount, hash(email)],
        ]
      : [[byDevice, hash(`${person} ${device}`)]],
  );
}

/** A turn for one try with the password of a sign-up that waits for its confirmation. */
export function takeConfirmTry({ services }: Asked, token: string): Promise<Turns> {
  return takeAll(services, [[byClient, services.secrets.hash('limits', `confirm ${token}`)]]);
}

/** A turn for one letter of a kind to an address. */
export function takeLetter({ services, client }: Asked, kind: LinkPurpose, email: string): Promise<Turns> {
  const hash = (text: string) => services.secrets.hash('limits', text);
  return takeAll(services, [
    [lettersByClient, hash(`${kind} ${email} ${client}`)],
    [lettersToAddress, hash(`${kind} ${email}`)],
  ]);
}
