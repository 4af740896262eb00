import type { Person } from '#platform/access/subject.ts';
import { newId } from '#platform/database/identifier.ts';
import { done, type Outcome, refused } from '#platform/errors/outcome.ts';
import type { Services } from '#platform/services.ts';
import { commissionActions } from '../policies.ts';
import type { Post } from '../rules/index.ts';
import { addSeat, endSeat, findSeat } from '../store/seats.ts';
import { actAs, recordAct } from './act.ts';

export interface NewSeat {
  /** The institution that sits there. */
  holder: string;
  post: Post;
  state: string | null;
  votes: boolean;
  since: string;
}

/** Adds a seat to the Commission. @throws Problem 403 */
export function createSeat(services: Services, person: Person, seat: NewSeat): Promise<string> {
  return actAs(services, person, commissionActions.seats, async (acting) => {
    const id = newId();
    await addSeat(acting.orm, { id, ...seat });
    const { holder: name, post, votes, since } = seat;
    await recordAct(acting, {
      kind: 'seat-added',
      subject: { type: 'seat', id },
      act: { name, post, votes, since },
      state: seat.state,
    });
    return id;
  });
}

/** Ends a seat on a day. @throws Problem 403 */
export function closeSeat(
  services: Services,
  person: Person,
  id: string,
  until: string,
): Promise<Outcome<null, 'no-seat' | 'ended' | 'before-since'>> {
  return actAs(services, person, commissionActions.seats, async (acting) => {
    const seat = await findSeat(acting.orm, id);
    if (!seat) return refused('no-seat');
    if (until < seat.since) return refused('before-since');
    if (!(await endSeat(acting.orm, id, until))) return refused('ended');
    await recordAct(acting, {
      kind: 'seat-ended',
      subject: { type: 'seat', id },
      act: { name: seat.holder, until },
      state: seat.state,
    });
    return done(null);
  });
}
