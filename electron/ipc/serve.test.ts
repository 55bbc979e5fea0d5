import { describe, expect, it } from 'vitest';
import { type Method, methodParams } from '../../shared/ipc/methods';
import { ok } from '../../shared/kernel/result';
import type { Handlers } from './ipc';
import { MAX_CHARACTERS, MAX_DEPTH, MAX_VALUES } from './plainJson';
import { type CallingPage, createServe, type Sender } from './serve';

const OURS: CallingPage = {
  url: 'app://goalpost/index.html',
  isMainFrame: true,
  isOurWindow: true,
  window: 1,
  gone: new AbortController().signal,
  openChannel: () => {
    throw new Error('nobody asked for a channel');
  },
};

/** A door whose every method answers, and that remembers what got through. */
function door(answer: () => unknown = () => ok('value')) {
  const through: (readonly [string, unknown])[] = [];
  const bugs: unknown[] = [];
  const methods = Object.keys(methodParams) as Method[];
  const handlers = Object.fromEntries(
    methods.map((method) => [
      method,
      (params: unknown) => {
        through.push([method, params]);
        return answer();
      },
    ]),
  );
  const serve = createServe({
    handlers: handlers as unknown as Handlers,
    origins: ['app://goalpost'],
    report: (_method, thrown) => bugs.push(thrown),
  });
  return { serve, through, bugs };
}

const code = (value: string) => ({ ok: false, error: { code: value } });

describe('the door for calls', () => {
  it('hands on what parses, parsed, and answers in an envelope', async () => {
    const { serve, through } = door();
    expect(await serve(OURS, 'thread/open', { thread: 't' })).toEqual({ ok: true, value: 'value' });
    expect(through).toEqual([['thread/open', { thread: 't' }]]);
  });

  it.each<[string, Partial<Sender>]>([
    ['a frame in the page', { isMainFrame: false }],
    ['a window that is not ours', { isOurWindow: false }],
    ['a frame that is gone', { url: undefined }],
    ['another scheme', { url: 'https://goalpost/' }],
    ['another host', { url: 'app://goalpost.example/' }],
    ['a file', { url: 'file:///index.html' }],
    ['nothing', { url: '' }],
    ['a blank page', { url: 'about:blank' }],
  ])('refuses %s', async (_name, sender) => {
    const { serve, through } = door();
    expect(await serve({ ...OURS, ...sender }, 'threads/list', {})).toMatchObject(code('forbidden'));
    expect(through).toEqual([]);
  });

  it.each<[unknown]>([
    ['thread/delete'],
    [''],
    ['constructor'],
    ['__proto__'],
    ['toString'],
    ['hasOwnProperty'],
    [undefined],
    [null],
    [7],
    [['threads/list']],
    [{ toString: () => 'threads/list' }],
    ['x'.repeat(1_000_000)],
  ])('knows no method %#', async (method) => {
    const { serve, through } = door();
    expect(await serve(OURS, method, {})).toMatchObject(code('unknown_method'));
    expect(through).toEqual([]);
  });

  it('names where parameters do not parse', async () => {
    const { serve } = door();
    expect(await serve(OURS, 'thread/events', { thread: 't', after: -1 })).toEqual({
      ok: false,
      error: { code: 'bad_params', message: expect.stringMatching(/^thread\/events: after: /) },
    });
  });

  it('tells a bug of ours without its words, reports it, and lives on', async () => {
    const bug = new Error('secret sk-123');
    const { serve, bugs } = door(() => {
      throw bug;
    });
    const answer = await serve(OURS, 'threads/list', {});
    expect(answer).toMatchObject(code('internal'));
    expect(JSON.stringify(answer)).not.toContain('sk-123');
    expect(bugs).toEqual([bug]);
  });

  it('tells what the disk did to the store in the store’s own words', async () => {
    const { serve, bugs } = door(() => {
      throw Object.assign(new Error('The disk is full.'), { name: 'StoreFailure' });
    });
    expect(await serve(OURS, 'threads/list', {})).toEqual({ ok: false, error: { code: 'store', message: 'The disk is full.' } });
    expect(bugs).toEqual([]);
  });
});

describe('hostile parameters', () => {
  const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  const poisoned: unknown = JSON.parse('{"thread":"t","__proto__":{"polluted":true}}');

  it.each<[string, unknown]>([
    ['no object', null],
    ['a text', 'thread'],
    ['a list', ['t']],
    ['an unknown key', { thread: 't', more: 1 }],
    ['the prototype’s key', poisoned],
    [
      'a class of its own',
      new (class Thread {
        thread = 't';
      })(),
    ],
    ['a map', new Map([['thread', 't']])],
    ['a date', { thread: new Date() }],
    ['bytes', { thread: new Uint8Array(8) }],
    ['a number without a value', { thread: Number.NaN }],
    ['a cycle', cycle],
    ['depth', deep(MAX_DEPTH + 2)],
    ['a long text', { thread: 'x'.repeat(MAX_CHARACTERS + 1) }],
    ['long keys', { ['x'.repeat(MAX_CHARACTERS + 1)]: 1 }],
    ['a long list', Array.from({ length: MAX_VALUES + 1 }, () => 1)],
    ['a sparse list', new Array(4_000_000_000)],
    ['an order of a worker', { thread: 't', id: crypto.randomUUID(), command: { type: 'goal.complete' } }],
  ])('such as %s are refused before any handler', async (_name, params) => {
    const { serve, through } = door();
    for (const method of ['thread/open', 'thread/command', 'contract/parse']) {
      expect(await serve(OURS, method, params)).toMatchObject(code('bad_params'));
    }
    expect(through).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
