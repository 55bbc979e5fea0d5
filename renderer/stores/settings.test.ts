import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Settings } from '../../shared/ipc/methods';
import { STANDARD } from '../../shared/ipc/preferences';
import { followSettings, loadSettings, saveChanges, settingsStore, undoChange } from './settings';

const AT_FIRST: Settings = {
  ...{ model: 'm', baseUrl: '', api: 'responses', theme: 'system', prices: {}, concurrentTurns: 4 },
  ...STANDARD,
  ...{ key: 'none', keychain: { available: true }, faults: [] },
};

/** Main, as far as it keeps settings for several windows; `refuses` says why it does not. */
function mainWith() {
  let kept = AT_FIRST;
  let refusal: string | undefined;
  let tell: (push: unknown) => void = () => undefined;
  const merge = (saved: Partial<Settings>) => {
    kept = { ...kept, ...Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined)) };
    tell({ type: 'settings', settings: kept });
  };
  const call = async (method: string, params: Partial<Settings>) => {
    if (method === 'settings/save' && refusal !== undefined) return { ok: false, error: { code: 'no', message: refusal } };
    if (method === 'settings/save') merge(params);
    return { ok: true, value: kept };
  };
  const onPush = (listener: typeof tell) => {
    tell = listener;
    return () => undefined;
  };
  vi.stubGlobal('goalpost', { call, onPush });
  return {
    kept: () => kept,
    /** What another window saves. */
    elsewhere: merge,
    refuse: (words: string) => {
      refusal = words;
    },
  };
}

let main: ReturnType<typeof mainWith>;

beforeEach(async () => {
  main = mainWith();
  followSettings();
  await loadSettings();
});
afterEach(() => vi.unstubAllGlobals());

const shown = () => {
  const state = settingsStore.getState();
  return state.status === 'ready' ? state.settings : undefined;
};

describe('the settings in a window', () => {
  it('hold at once, and are put back to what main has where they were refused', async () => {
    main.refuse('The disk is full.');
    const saving = saveChanges({ theme: 'dark' });
    expect(shown()?.theme).toBe('dark');
    expect(await saving).toBe('The disk is full.');
    await vi.waitFor(() => expect(shown()?.theme).toBe('system'));
  });

  it('are put back by themselves alone: what another window saved since stays', async () => {
    await saveChanges({ theme: 'dark' });
    main.elsewhere({ terminal: { ...STANDARD.terminal, fontSize: 15 }, concurrentTurns: 2 });
    expect(await undoChange()).toBeUndefined();
    expect(main.kept()).toEqual({ ...AT_FIRST, terminal: { ...STANDARD.terminal, fontSize: 15 }, concurrentTurns: 2 });
    expect(shown()).toEqual(main.kept());
  });

  it('are saved without the sections that are not changed, which another window may be changing', async () => {
    const before = shown();
    await saveChanges({ appearance: { ...STANDARD.appearance, zoom: 125 } });
    main.elsewhere({ goals: { ...STANDARD.goals, sameFailure: 5 } });
    // As it stood before this window heard of the other.
    if (before) settingsStore.setState({ status: 'ready', settings: before });
    await saveChanges({ theme: 'light' });
    expect([main.kept().goals.sameFailure, main.kept().appearance.zoom, main.kept().theme]).toEqual([5, 125, 'light']);
  });
});
