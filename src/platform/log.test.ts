import { DrizzleQueryError } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { createLog } from './log.ts';

function logged(error: unknown): string {
  const lines: string[] = [];
  createLog('error', { write: (line: string) => lines.push(line) }).error({ err: error }, 'request failed');
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

describe('an error in the log', () => {
  it('says what failed, where and why, but not what the reader asked for', () => {
    const cause = Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' });
    const line = logged(new DrizzleQueryError('select * from t where name like $1', ['% Juana%'], cause));
    expect(line).not.toContain('Juana');
    expect(JSON.parse(line)).toMatchObject({
      msg: 'request failed',
      err: {
        message: 'Failed query: select * from t where name like $1',
        at: expect.arrayContaining([expect.stringContaining('log.test.ts')]),
        cause: { message: 'connection refused', code: 'ECONNREFUSED' },
      },
    });
  });

  it('is told also where what was thrown is no error', () => {
    expect(JSON.parse(logged('broken'))).toMatchObject({ err: 'broken' });
  });
});
