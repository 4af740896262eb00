import { describe, expect, it } from 'vitest';
import { withRenderLimit } from './render-limit.ts';

/** A handler whose answers are given out by the test, one by one and in the order in which they were begun. */
function slowHandler() {
  const begun: string[] = [];
  const answers: (() => void)[] = [];
  return {
    begun,
    handle: (request: Request) => {
      begun.push(new URL(request.url).pathname);
      return new Promise<Response>((resolve) => answers.push(() => resolve(new Response('made'))));
    },
    async answerNext() {
      answers.shift()?.();
      await settle();
    },
  };
}

/** Lets everything happen that can happen by itself. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const asked = (path: string, init?: RequestInit) => new Request(`http://tequio.test${path}`, init);
const busy = () => new Response('busy', { status: 503 });
const patient = 600_000;

describe('making answers', () => {
  it('is done for a few at a time, and for the others in the order in which they came', async () => {
    const { begun, handle, answerNext } = slowHandler();
    const limited = withRenderLimit(handle, { atOnce: 2, waiting: 10, patienceMs: patient }, busy);
    const all = ['/1', '/2', '/3', '/4'].map((path) => Promise.resolve(limited(asked(path))));
    await settle();
    expect(begun).toEqual(['/1', '/2']);
    await answerNext();
    expect(begun).toEqual(['/1', '/2', '/3']);
    await answerNext();
    expect(begun).toEqual(['/1', '/2', '/3', '/4']);
    await answerNext();
    await answerNext();
    expect((await Promise.all(all)).map((response) => response.status)).toEqual([200, 200, 200, 200]);
  });

  it('is refused at once when the line is full, and goes on when it no longer is', async () => {
    const { handle, answerNext } = slowHandler();
    const limited = withRenderLimit(handle, { atOnce: 1, waiting: 1, patienceMs: patient }, busy);
    const first = limited(asked('/1'));
    const second = limited(asked('/2'));
    expect((await limited(asked('/3'))).status).toBe(503);
    await answerNext();
    const fourth = limited(asked('/4'));
    await answerNext();
    await answerNext();
    for (const answer of [first, second, fourth]) expect((await answer).status).toBe(200);
  });

  it('is not begun for who has waited too long', async () => {
    const { begun, handle, answerNext } = slowHandler();
    const limited = withRenderLimit(handle, { atOnce: 1, waiting: 5, patienceMs: 1 }, busy);
    const first = limited(asked('/1'));
    expect((await limited(asked('/2'))).status).toBe(503);
    await answerNext();
    expect((await first).status).toBe(200);
    expect(begun).toEqual(['/1']);
  });

  it('frees its place when it fails', async () => {
    const failing = withRenderLimit(
      () => Promise.reject(new Error('no')),
      { atOnce: 1, waiting: 1, patienceMs: patient },
      busy,
    );
    for (let time = 0; time < 3; time += 1) await expect(failing(asked('/'))).rejects.toThrow('no');
  });

  it('lets the process hear of other things between one answer and the next', async () => {
    const heard: string[] = [];
    const limited = withRenderLimit(
      async (request) => {
        heard.push(new URL(request.url).pathname);
        return new Response('made');
      },
      { atOnce: 1, waiting: 5, patienceMs: patient },
      busy,
    );
    const all = ['/1', '/2', '/3'].map((path) => limited(asked(path)));
    setImmediate(() => heard.push('other'));
    await Promise.all(all);
    expect(heard[1]).toBe('other');
  });

  it('keeps no place for what sends a body, which may take its time', async () => {
    const { begun, handle } = slowHandler();
    const limited = withRenderLimit(handle, { atOnce: 1, waiting: 0, patienceMs: patient }, busy);
    limited(asked('/slow', { method: 'POST', body: 'x' }));
    limited(asked('/page'));
    await settle();
    expect(begun).toEqual(['/slow', '/page']);
  });
});
