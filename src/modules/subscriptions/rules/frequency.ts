/** How soon somebody is told of a change: by a letter of its own, or with all others of a day or a week. */
export const frequencies = ['at-once', 'daily', 'weekly'] as const;

export type Frequency = (typeof frequencies)[number];

/** How many things one person can follow: far more than anybody reads of, and few enough for one page and one letter. */
export const mostFollowed = 200;
