const hour = 3600 * 1000;

/** How long somebody stays signed in, in hours: people 30 days, people with a role 12 hours. */
const lifetime = { person: 30 * 24, staff: 12 };

/** For so long after signing in nobody is asked again who they are before they change how they sign in. */
const recentMs = 15 * 60 * 1000;

/** Seconds for which a browser keeps a session. */
export const sessionSeconds = lifetime.person * 3600;

/** When a session ends that began at an instant, however much it was used since. */
export function sessionEnd(since: Date, hasRole: boolean): Date {
  return new Date(since.getTime() + (hasRole ? lifetime.staff : lifetime.person) * hour);
}

/** Whether somebody has signed in only just now. */
export function isRecent(since: Date, now: Date): boolean {
  return now.getTime() - since.getTime() < recentMs;
}
