import type { Handle } from './page-cache.ts';

/** How many answers are made at once, and how many requests may wait for their turn, how long. */
export interface RenderLimit {
  atOnce: number;
  waiting: number;
  patienceMs: number;
}

/**
 * Lets a few answers be made at a time; further requests wait in line, first come, first served. Past the end of the
 * line, or of their patience, they are told to come back. Making an answer takes the processor: a thousand at once
 * would all be late, and with them the pages that only have to be sent.
 * Only what reads passes through the line: the body of anything else may take its time to arrive and would hold a place.
 */
export function withRenderLimit(
  handle: Handle,
  { atOnce, waiting, patienceMs }: RenderLimit,
  onBusy: (request: Request) => Response,
): Handle {
  let underWay = 0;
  const line = new Set<() => void>();

  function turn(): Promise<boolean> {
    return new Promise((resolve) => {
      const called = () => {
        clearTimeout(patience);
        line.delete(called);
        resolve(true);
      };
      const patience = setTimeout(() => {
        line.delete(called);
        resolve(false);
      }, patienceMs);
      line.add(called);
    });
  }

  /**
   * Hands the place over to the first in line. Not before everything that has arrived meanwhile was heard: with the
   * embedded database an answer is made without a pause, and one after the other would shut out all the rest.
   */
  function leave(): void {
    setImmediate(() => {
      const [first] = line;
      if (first) first();
      else underWay -= 1;
    });
  }

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return handle(request);
    if (underWay < atOnce) underWay += 1;
    else if (line.size >= waiting || !(await turn())) return onBusy(request);
    try {
      return await handle(request);
    } finally {
      leave();
    }
  };
}
