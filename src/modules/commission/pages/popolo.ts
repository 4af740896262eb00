import { publicOrigin } from '#platform/config/config.ts';
import type { PageResult } from '#platform/http/results.ts';
import { translator } from '#platform/i18n/i18n.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import { commissionPath, sessionPath } from '../addresses.ts';
import { sessionTitle } from '../names.ts';
import { ballots, posts, tallyOf } from '../rules/index.ts';
import { listSeats } from '../store/seats.ts';
import { listCalled } from '../store/sessions.ts';
import { listAllAttendance, listAllMotions, listVotes } from '../store/votes.ts';

/** Names are those of the source language, whatever the reader's. */
const spanish = translator('es-MX');

/** What a member says to a motion, in Popolo's words. */
const options = { for: 'yes', against: 'no', abstain: 'abstain' } as const;
const results = { approved: 'pass', rejected: 'fail', tied: 'fail' } as const;

const commissionId = 'comision';
const personId = (seat: string) => `integrante-${seat}`;

/**
 * The Commission in the shape of Popolo (popoloproject.com): who sits in it, what was put to the vote, and how each
 * member voted. Seats belong to institutions, so that members are organizations and no person is named.
 */
async function popolo({ services }: PageRequest): Promise<PageResult> {
  const { orm } = services;
  const origin = publicOrigin(services.config);
  const seats = await listSeats(orm);
  const sessions = new Map((await listCalled(orm)).map((session) => [session.id, session]));
  const motions = (await listAllMotions(orm)).filter(({ session }) => sessions.has(session));
  const votes = Map.groupBy(
    await listVotes(
      orm,
      motions.map(({ id }) => id),
    ),
    ({ motion }) => motion,
  );
  const attendance = Map.groupBy(await listAllAttendance(orm), ({ session }) => session);
  const voting = new Set(seats.filter((seat) => seat.votes).map(({ id }) => id));
  const sessionAddress = (id: string) => {
    const session = sessions.get(id);
    return session ? origin + sessionPath(session) : null;
  };
  return {
    kind: 'json',
    filename: 'comision-popolo.json',
    data: {
      organizations: [
        {
          ...{ id: commissionId, name: spanish('commission:name'), classification: 'commission' },
          sources: [{ url: origin + commissionPath }],
        },
        ...seats.map(({ id, holder, state }) => ({
          ...{ id: personId(id), name: holder, classification: 'member', area_id: state },
        })),
      ],
      persons: [],
      posts: posts.map((post) => ({
        id: post,
        label: spanish(`commission:seats.posts.${post}`),
        organization_id: commissionId,
      })),
      memberships: seats.map(({ id, post, votes: hasVote, since, until }) => ({
        ...{ id: `membresia-${id}`, organization_id: commissionId, post_id: post },
        ...{ member: { '@type': 'organization', id: personId(id) }, start_date: since, end_date: until },
        voting: hasVote,
      })),
      events: [...sessions.values()].map((session) => ({
        ...{ id: session.id, name: sessionTitle(spanish, session), classification: 'session' },
        ...{ start_date: session.startsAt.toISOString(), location: session.place, status: session.state },
        organization_id: commissionId,
        attendees: (attendance.get(session.id) ?? [])
          .filter(({ present }) => present)
          .map(({ seat }) => ({ id: personId(seat) })),
        sources: [{ url: origin + sessionPath(session) }],
      })),
      motions: motions.map(({ id, session, text, result, closedAt }) => ({
        ...{ id, organization_id: commissionId, legislative_session_id: session, text },
        ...{ date: closedAt?.toISOString() ?? null, result: result ? results[result] : null },
        ...{ vote_events: [{ id: `votacion-${id}` }], sources: [{ url: sessionAddress(session) }] },
      })),
      vote_events: motions.map(({ id, session, result, closedAt }) => {
        const own = (votes.get(id) ?? []).filter(({ seat }) => voting.has(seat));
        const tally = tallyOf(own.map(({ ballot }) => ballot));
        return {
          ...{ id: `votacion-${id}`, motion_id: id, organization_id: commissionId },
          ...{ legislative_session_id: session, start_date: closedAt?.toISOString() ?? null },
          result: result ? results[result] : null,
          counts: ballots.map((ballot) => ({ option: options[ballot], value: tally[ballot] })),
          votes: own.map(({ seat, ballot }) => ({ voter_id: personId(seat), option: options[ballot] })),
        };
      }),
    },
  };
}

export const popoloPages: readonly PageRoute[] = [
  {
    ...{ path: '/comision/popolo.json', access: 'public', cache: 'data', languages: ['es-MX'] },
    handle: popolo,
  },
];
