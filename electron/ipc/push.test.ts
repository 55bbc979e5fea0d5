import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Delta, Push } from '../../shared/ipc/push';
import { Emitter } from '../../shared/kernel/emitter';
import type { RecordedEvent } from '../../shared/thread/events';
import { newThread } from '../../shared/thread/state';
import type { TerminalHostNews, TerminalRow } from '../../shared/views/terminalRow';
import type { CorePart } from './ipc';
import { Pushes } from './push';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const state = newThread('a', 1, {
  workspace: { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' },
  model: { api: 'scripted', script: 's' },
});
const started = {
  seq: 1,
  at: 1,
  type: 'tool.started',
  data: { call: 'c', turn: 't', name: 'shell', arguments: '{"command":"ls"}' },
} as const;
const ended = {
  seq: 2,
  at: 2,
  type: 'tool.finished',
  data: { call: 'c', turn: 't', name: 'shell', status: 'ok', output: '', durationMs: 1 },
} as const;

const SHELL: TerminalRow = { terminal: 'shell-1', kind: 'shell', title: '', at: 1, running: true, bare: false };

function connected() {
  const events = new Emitter<{ readonly thread: string; readonly event: RecordedEvent }>();
  const deltas = new Emitter<Delta>();
  const sent: Push[] = [];
  const faults = new Emitter<{ readonly thread: string; readonly message: string }>();
  const queue = new Emitter<void>();
  const engine = {
    onEvent: events.on.bind(events),
    onFault: faults.on.bind(faults),
    onQueue: queue.on.bind(queue),
    queue: () => ({ a: { line: 'turn', ahead: 3 } }),
    state: () => state,
  } as unknown as CorePart['engine'];
  const lists = new Emitter<string>();
  const news = new Emitter<TerminalHostNews>();
  const threadTerminals = {
    list: async (thread: string) => [{ ...SHELL, title: thread }],
    onChange: lists.on.bind(lists),
    onHostNews: news.on.bind(news),
  } as unknown as CorePart['threadTerminals'];
  const pushes = new Pushes({ engine, deltas, threadTerminals }, (push) => sent.push(push));
  const line = () => queue.emit();
  const told = () => sent.splice(0).map((push) => [push.type, 'text' in push ? push.text : '']);
  return { events, faults, deltas, lists, news, pushes, sent, line, told };
}

describe('the push stream', () => {
  it('gathers streams by frame and rows by thread', () => {
    const { events, deltas, told } = connected();
    events.emit({ thread: 'a', event: started });
    deltas.emit({ thread: 'a', turn: 't', kind: 'text', text: 'Hel' });
    deltas.emit({ thread: 'a', turn: 't', kind: 'text', text: 'lo' });
    expect(told()).toEqual([['event', '']]);
    vi.runAllTimers();
    expect(told()).toEqual([
      ['delta', 'Hello'],
      ['row', ''],
    ]);
    vi.runAllTimers();
    expect(told()).toEqual([]);
  });

  it('tells a fault at once, also one that no event could be stored of', () => {
    const { faults, sent } = connected();
    faults.emit({ thread: 'a', message: 'The disk is full.' });
    expect(sent).toEqual([{ type: 'fault', thread: 'a', message: 'The disk is full.' }]);
  });

  it('tells what was said before the event that ends it', () => {
    const { events, deltas, told } = connected();
    events.emit({ thread: 'a', event: started });
    told();
    deltas.emit({ thread: 'a', turn: 't', kind: 'reasoning', text: 'why' });
    events.emit({ thread: 'a', event: ended });
    expect(told()).toEqual([
      ['delta', 'why'],
      ['event', ''],
    ]);
  });

  it('tells once a frame who waits, when the line has moved or somebody’s words have come', () => {
    const { events, line, told } = connected();
    line();
    line();
    vi.runAllTimers();
    expect(told()).toEqual([['queue', '']]);
    events.emit({ thread: 'a', event: started });
    vi.runAllTimers();
    expect(told()).toEqual([
      ['event', ''],
      ['row', ''],
    ]);
    events.emit({ thread: 'a', event: { seq: 3, at: 3, type: 'input.queued', data: { input: 'i1', from: 'user', text: 'x' } } });
    vi.runAllTimers();
    expect(told().map(([type]) => type)).toEqual(['event', 'row', 'queue']);
  });

  it('tells a thread’s terminals once a frame, and of their host at once', async () => {
    const { lists, news, sent } = connected();
    for (const thread of ['a', 'a', 'b']) lists.emit(thread);
    news.emit({ state: 'lost', words: 'Gone.' });
    expect(sent.splice(0)).toEqual([{ type: 'ptyHost', state: 'lost', words: 'Gone.' }]);
    await vi.runAllTimersAsync();
    expect(sent).toEqual([
      { type: 'terminals', thread: 'a', terminals: [{ ...SHELL, title: 'a' }] },
      { type: 'terminals', thread: 'b', terminals: [{ ...SHELL, title: 'b' }] },
    ]);
  });

  it('is silent once disposed', async () => {
    const { events, deltas, pushes, told } = connected();
    deltas.emit({ thread: 'a', turn: 't', kind: 'text', text: 'x' });
    await pushes.dispose();
    events.emit({ thread: 'a', event: started });
    vi.runAllTimers();
    expect(told()).toEqual([]);
  });
});
