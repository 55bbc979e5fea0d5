import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Push } from '../../shared/ipc/push';
import { threadRow } from '../../shared/views/threadRow';
import { fullApp } from '../../test/fakes/fakeBridgeScenes';
import type { SimulatedThread } from '../../test/fakes/simulatedThread';
import { Attention, type NotificationEdge } from './attention';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

/** The threads of the scenes as main tells of them, with the system's part in the test's hands. */
function place({ available = true, badge = true, focused = undefined as number | undefined, off = [] as string[] } = {}) {
  const threads = new Map<string, SimulatedThread>();
  for (const [name, thread] of fullApp(10_000_000_000).threads) {
    Object.assign(thread, { state: { ...thread.now, thread: name } });
    threads.set(name, thread);
  }
  const shown: { title: string; body: string; open: boolean; click(): void }[] = [];
  const told: unknown[] = [];
  const gone: unknown[] = [];
  const badges: number[] = [];
  const titles: number[] = [];
  const at = { focused };
  const edge: NotificationEdge = {
    service: () => (available ? { available } : { available: false, reason: 'none here' }),
    show: (content, on) => {
      const entry = { ...content, open: true, click: () => on.click() };
      shown.push(entry);
      return { close: () => Object.assign(entry, { open: false }) };
    },
    badge: (count) => {
      badges.push(count);
      return badge;
    },
  };
  const attention = new Attention({
    edge,
    windows: {
      get focused() {
        return at.focused;
      },
      go: (where, preferred) => gone.push([where, preferred]),
      tell: (window, push) => told.push([window, push]),
      title: (waiting) => titles.push(waiting),
    },
    wants: (kind) => !off.includes(kind),
    state: (thread) => threads.get(thread)?.state,
    now: () => 5,
  });
  /** Main tells of the last event of that type, as it does once it is on disk. */
  const tell = (name: string, type: string) => {
    const event = threads.get(name)?.events.findLast((entry) => entry.type === type);
    if (!event) throw new Error(`${name} has no ${type}.`);
    attention.heard({ type: 'event', thread: name, event });
  };
  const row = (name: string) => {
    const thread = threads.get(name);
    if (thread) attention.heard({ type: 'row', row: threadRow(thread.now) } as Push);
  };
  const pass = () => vi.runAllTimers();
  return { attention, threads, shown, told, gone, badges, titles, at, tell, row, pass };
}

describe('a notification', () => {
  it('is shown once for its fact, and leads to its place in the window that shows the thread already', () => {
    const { attention, tell, pass, shown, gone } = place();
    attention.looks(7, { thread: 'other', inbox: false });
    attention.looks(8, { thread: 'blocked', inbox: false });
    tell('blocked', 'goal.blocked');
    pass();
    pass();
    expect(shown).toMatchObject([{ title: 'Blocked: Billing on Stripe 2025-09', open: true }]);
    shown[0]?.click();
    expect(gone).toEqual([[{ name: 'inbox', row: 'blocked:blocked' }, 8]]);
  });

  it('is one where many come at once', () => {
    const { tell, pass, shown } = place();
    tell('blocked', 'goal.blocked');
    tell('protected', 'question.opened');
    tell('limited', 'goal.limited');
    pass();
    expect(shown.map(({ title }) => title)).toEqual(['3 goals need you']);
  });

  it('is not shown of what was answered before, and is closed when it is answered', () => {
    const { tell, pass, shown, threads, row } = place();
    const accept = () => threads.get('acceptance')?.submit({ type: 'question.answer', question: 'acceptance', answer: 'accept' });
    tell('acceptance', 'question.opened');
    pass();
    expect(shown).toMatchObject([{ open: true }]);
    accept();
    row('acceptance');
    expect(shown).toMatchObject([{ open: false }]);
    tell('acceptance', 'question.opened');
    pass();
    expect(shown).toHaveLength(1);
  });

  it('is closed rather than forgotten where very many stand open', () => {
    const { tell, pass, shown } = place();
    for (let n = 0; n < 51; n += 1) {
      tell('protected', 'question.opened');
      pass();
    }
    expect(shown.map(({ open }) => open)).toEqual([false, ...Array.from({ length: 50 }, () => true)]);
  });

  it('gives way to the goal’s next word', () => {
    const { tell, pass, shown } = place();
    tell('complete', 'goal.completed');
    pass();
    tell('complete', 'goal.completed');
    pass();
    expect(shown.map(({ open }) => open)).toEqual([false, true]);
  });

  it('is left out where the kind is turned off', () => {
    const { tell, pass, shown, told } = place({ off: ['complete'] });
    tell('complete', 'goal.completed');
    pass();
    expect([shown, told]).toEqual([[], []]);
  });

  it('is a line in the window that has the focus, but for what stands there already', () => {
    const { attention, tell, pass, shown, told, at } = place({ focused: 7 });
    attention.looks(7, { thread: 'complete', inbox: false });
    tell('complete', 'goal.completed');
    tell('blocked', 'goal.blocked');
    pass();
    expect(shown).toEqual([]);
    expect(told).toMatchObject([[7, { type: 'notice', kind: 'blocked', place: { name: 'inbox' } }]]);
    attention.looks(7, { thread: null, inbox: true });
    expect(told[1]).toMatchObject([undefined, { type: 'noticeOver' }]);
    at.focused = undefined;
    tell('blocked', 'goal.blocked');
    pass();
    expect(shown).toHaveLength(1);
    at.focused = 7;
    attention.focusChanged();
    expect(shown).toMatchObject([{ open: false }]);
  });

  it('is a line in every window where the system shows none', () => {
    const { attention, tell, pass, told } = place({ available: false });
    tell('blocked', 'goal.blocked');
    pass();
    expect(told).toMatchObject([[undefined, { type: 'notice', kind: 'blocked' }]]);
    expect(attention.test()).toEqual({ available: false, reason: 'none here' });
  });

  it('tells a fault that no log could take', () => {
    const { attention, pass, shown } = place();
    attention.heard({ type: 'fault', thread: 'paused', message: 'The disk is full.' });
    pass();
    expect(shown).toMatchObject([{ title: 'Error: CLI to ES modules', body: 'The disk is full.' }]);
  });
});

describe('the badge', () => {
  it('is the count of the thread list and of the inbox, and told when it changes', () => {
    const { attention, badges, titles, threads, row } = place();
    attention.rows([...threads.values()].map((thread) => threadRow(thread.now)));
    const waiting = [...threads.values()].filter((thread) => threadRow(thread.now).group === 'needs_you').length;
    expect(waiting).toBeGreaterThan(2);
    threads.get('acceptance')?.submit({ type: 'question.answer', question: 'acceptance', answer: 'accept' });
    row('acceptance');
    row('acceptance');
    expect([badges, titles]).toEqual([
      [waiting, waiting - 1],
      [0, 0],
    ]);
  });

  it('stands in the windows’ titles where the system has none', () => {
    const { attention, titles, threads } = place({ badge: false });
    attention.rows([...threads.values()].map((thread) => threadRow(thread.now)));
    expect(titles.at(-1)).toBeGreaterThan(2);
  });
});
