import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StartError } from '../errors/start-error.ts';
import { controlAddress } from './address.ts';
import { askRunning } from './ask.ts';
import { type Control, openControl } from './control.ts';
import type { ControlHandler } from './protocol.ts';

let directory: string;
const open: Control[] = [];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tequio-control-'));
});
afterEach(async () => {
  for (const control of open.splice(0)) await control.close();
  await rm(directory, { recursive: true, force: true });
});

async function listen(handlers: Record<string, ControlHandler>, ready = true): Promise<Control> {
  const control = await openControl({
    ...{ directory, handlers, ready: () => ready, log: pino({ level: 'silent' }) },
  });
  open.push(control);
  return control;
}

const ask = (command: string, args: unknown = {}, tell: (line: string) => void = () => undefined) =>
  askRunning({ dataDir: directory, databaseUrl: undefined }, command, args, tell);

/** Sends bytes as they are and gives the whole answer. */
async function send(text: string): Promise<string> {
  const { socket: path } = await controlAddress(directory);
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
    socket.write(text);
  });
}

describe('a running process', () => {
  it('carries out a command with its arguments, and tells how far it is', async () => {
    await listen({
      count: async ({ args, tell }) => {
        tell('one');
        tell('two');
        return { args };
      },
    });
    const said: string[] = [];
    const answer = await ask('count', { to: 2, name: 'é\n' }, (line) => said.push(line));
    expect(answer).toEqual({ result: { args: { to: 2, name: 'é\n' } } });
    expect(said).toEqual(['one', 'two']);
  });

  it('answers what it refuses with the message and the exit code of the refusal', async () => {
    await listen({
      refuse: async () => {
        throw new StartError('Not so.', 2);
      },
      fail: async () => {
        throw new Error('a fault');
      },
    });
    await expect(ask('refuse')).rejects.toMatchObject({ message: 'Not so.', exitCode: 2 });
    await expect(ask('fail')).rejects.toMatchObject({ message: /failed: a fault/, exitCode: 1 });
    await expect(ask('unknown')).rejects.toThrow('does not know "unknown"');
    await expect(ask('constructor')).rejects.toThrow('does not know "constructor"');
  });

  it('takes no commands before it is ready', async () => {
    await listen({ count: async () => 1 }, false);
    await expect(ask('count')).rejects.toThrow('still starting');
  });

  it('answers what is no request, and cuts off what is too long', async () => {
    await listen({});
    for (const text of ['hello\n', '{"command":1}\n', '[]\n', '{"command":"x","more":1}\n']) {
      expect(await send(text)).toContain('does not understand');
    }
    expect(await send('x'.repeat(70_000))).toBe('');
  });

  it('is reached by its own user alone', async () => {
    await listen({});
    const { folder = '' } = await controlAddress(directory);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('is not trusted in a folder that others may write to', async () => {
    const { folder = '' } = await controlAddress(directory);
    await mkdir(folder);
    await chmod(folder, 0o777);
    await expect(ask('count')).rejects.toThrow('not a folder of this user alone');
    await expect(listen({})).rejects.toThrow('not a folder of this user alone');
  });

  it('is found in a directory whose path is longer than a socket address can be', async () => {
    const deep = join(directory, 'x'.repeat(60), 'y'.repeat(60));
    await mkdir(deep, { recursive: true });
    const control = await openControl({
      ...{ directory: deep, handlers: { one: async () => 1 }, ready: () => true },
      log: pino({ level: 'silent' }),
    });
    open.push(control);
    expect(await askRunning({ dataDir: deep, databaseUrl: undefined }, 'one', {}, () => undefined)).toEqual({
      result: 1,
    });
    await control.close();
    await rm((await controlAddress(deep)).folder ?? '', { recursive: true, force: true });
  });

  it('tells a command to end when whoever asked goes away, and when it stops itself', async () => {
    const ended: string[] = [];
    let begun: () => void = () => undefined;
    const wait: ControlHandler = ({ args, signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          ended.push(String(args));
          reject(new StartError('Stopped.'));
        });
        begun();
      });
    const control = await listen({ wait });
    const { socket: path } = await controlAddress(directory);
    const first = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const socket = connect(path);
    socket.write('{"command":"wait","args":"gone"}\n');
    await first;
    socket.destroy();
    await expect.poll(() => ended).toEqual(['gone']);
    const second = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const asked = ask('wait', 'stopped').catch((error: Error) => error.message);
    await second;
    // One who is connected and asks nothing does not hold up the stop.
    const idle = connect(path);
    idle.on('error', () => undefined);
    await new Promise((resolve) => idle.once('connect', resolve));
    await control.close();
    expect(ended).toEqual(['gone', 'stopped']);
    expect(await asked).toBe('Stopped.');
  });
});

describe('a directory in which no process takes commands', () => {
  it('says so: nothing is there, or a killed process left its socket', async () => {
    expect(await ask('count')).toBeUndefined();
    const { folder = '', socket } = await controlAddress(directory);
    await mkdir(folder, { mode: 0o700 });
    expect(await ask('count')).toBeUndefined();
    await writeFile(socket, '');
    expect(await ask('count')).toBeUndefined();
    await listen({ count: async () => 3 });
    expect(await ask('count')).toEqual({ result: 3 });
  });

  it('may not be there at all, and is not asked when a server has the records', async () => {
    const config = { dataDir: join(directory, 'nowhere'), databaseUrl: undefined };
    expect(await askRunning(config, 'x', {}, () => undefined)).toBeUndefined();
    await listen({ x: async () => 1 });
    const server = { dataDir: directory, databaseUrl: 'postgres://x/y' };
    expect(await askRunning(server, 'x', {}, () => undefined)).toBeUndefined();
  });
});
