import { afterEach, describe, expect, it, vi } from 'vitest';
import { fullApp } from '../../test/fakes/fakeBridgeScenes';
import { SimulatedThread } from '../../test/fakes/simulatedThread';
import type { Translation } from '../words/t';
import { checkFormOf } from './checkForm';

const CHECK = checkFormOf({
  id: 'p95',
  kind: 'command',
  run: 'npm run bench',
  metric: { from: 'stdout', pattern: '(?<value>\\d+)', target: '< 120', unit: 'ms' },
});

/** Every message in brackets, in the place of a translation: what still works under it rests on no word. */
const BRACKETED: Translation = {
  language: 'en',
  messages: new Proxy({}, { get: (_, name) => `⟦${String(name)}⟧` }),
  plurals: new Proxy({}, { get: (_, forms) => formsOf(String(forms)) }),
};

function formsOf(name: string): Translation['plurals'][string] {
  const [one = '', other = ''] = name.split('|');
  return { one: `⟦{0} ${one}⟧`, other: `⟦{0} ${other}⟧` };
}

/** What `look` answers in English, and under the translation, with its modules loaded under each. */
async function inBoth<T>(look: () => Promise<T>): Promise<readonly [english: T, translated: T]> {
  vi.resetModules();
  const english = await look();
  vi.resetModules();
  const { speak } = await import('../words/t');
  speak(BRACKETED);
  return [english, await look()];
}

afterEach(() => vi.resetModules());

const scene = (name: string): SimulatedThread => {
  const thread = fullApp(10_000_000_000).threads.get(name);
  if (!thread) throw new Error(`There is no scene ${name}.`);
  return thread;
};

describe('in another language', () => {
  it('keys are the same keys, in the table, in the menu and in the list of them', async () => {
    const [english, translated] = await inBoth(async () => {
      const { ACTIONS } = await import('./actions/table');
      const { accelerator } = await import('./actions/keys');
      const { keyGroups } = await import('./actions/keyGroups');
      const rows = ACTIONS.map((row) => ('keys' in row ? [row.keys, accelerator(row.keys)] : []));
      return { rows, listed: keyGroups(false).flatMap((group) => group.rows.map(({ keys }) => keys)), words: ACTIONS[0].words };
    });
    expect(translated).toEqual({ ...english, words: `⟦${english.words}⟧` });
  });

  it('what proves something is counted the same, and the gate decides as often', async () => {
    const done = scene('complete');
    const [english, translated] = await inBoth(async () => {
      const { checkTable, checkTimes } = await import('./checkRows');
      const { timeline } = await import('./timeline');
      const { drawnLanes } = await import('./timelineDrawn');
      const { CLOCK } = await import('./timeScale');
      const shown = timeline(done.now, done.events, done.now.lastAt);
      const lanes = shown && drawnLanes(shown, CLOCK, shown, (shown.to - shown.from) / 100_000);
      return { fresh: checkTable(done.now, checkTimes(done.events), 0).fresh, gates: lanes?.gates.map(({ count }) => count) };
    });
    expect(english.fresh).toBeGreaterThan(0);
    expect(english.gates).toEqual([1, 1]);
    expect(translated).toEqual(english);
  });

  it('a check with a figure says its exit code only where that is another than nought', async () => {
    const [english, translated] = await inBoth(async () => {
      const { passesWhen } = await import('./formCheckRows');
      return [passesWhen(CHECK), passesWhen({ ...CHECK, exit: '3' })];
    });
    expect([english, translated]).toEqual([
      ['< 120 ms', '< 120 ms, exit 3'],
      ['< 120 ms', '< 120 ms, ⟦exit 3⟧'],
    ]);
  });

  it('a pause says how many model calls there were in it, and going on says only an unusual reason', async () => {
    const thread = new SimulatedThread().activate();
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
    const paused = [...thread.events];
    thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    const request = { turn: 't1', request: 'r1', purpose: 'turn', model: 'm', attempt: 1 };
    const [english, translated] = await inBoth(async () => {
      const { EMPTY_CONVERSATION, extendConversation } = await import('./conversation');
      const at = { seq: paused.length + 1, at: thread.now.lastAt };
      const broken = [...paused, { ...at, type: 'request.started', data: request }] as typeof paused;
      const texts = (events: typeof paused) =>
        extendConversation(EMPTY_CONVERSATION, events).rows.flatMap((row) => (row.kind === 'note' ? [row.text] : []));
      return [texts(broken).at(-1), texts(thread.events).at(-1)];
    });
    expect(english).toEqual(['by you. 1 model call.', 'by you.']);
    expect(translated).toEqual(['⟦⟦by you⟧. ⟦1 model call⟧.⟧', '⟦by you⟧.']);
  });
});
