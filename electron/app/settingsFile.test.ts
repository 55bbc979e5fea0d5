import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { STANDARD } from '../../shared/ipc/preferences';
import { UNSET_SETTINGS } from '../../test/fakes/unsetSettings';
import { openSettings } from './settingsFile';

function place() {
  const dataDir = mkdtempSync(join(tmpdir(), 'goalpost settings tést-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const open = () =>
    openSettings({ dataDir, pricesFile: 'prices.json', defaults: { model: 'env-model', baseUrl: '', api: 'responses' } });
  return { dataDir, open };
}

const SAVED = {
  model: 'm',
  baseUrl: 'http://localhost:1/v1',
  api: 'chat',
  contextTokens: 32_000,
  theme: 'dark',
  prices: { m: { input: 1, cached: 0.1, output: 2 } },
  concurrentTurns: 8,
  ...STANDARD,
  notifications: { ...STANDARD.notifications, complete: false },
  goals: { ...STANDARD.goals, budget: { tokens: 50_000 } },
} as const;

describe('settings', () => {
  it('are the defaults until some are saved, and then those, after a restart too', async () => {
    const { open, dataDir } = place();
    const settings = await open();
    expect(settings.current()).toEqual({ ...UNSET_SETTINGS, model: 'env-model' });
    expect(await settings.save(() => SAVED)).toEqual({ ok: true, value: undefined });
    expect(settings.current()).toEqual(SAVED);
    expect([(await open()).current(), (await open()).faults]).toEqual([SAVED, []]);
    expect(JSON.parse(readFileSync(join(dataDir, 'prices.json'), 'utf8'))).toEqual(SAVED.prices);
  });

  it('of before the API could be chosen still read, and ask as they did', async () => {
    const { open, dataDir } = place();
    writeFileSync(
      join(dataDir, 'settings.json'),
      JSON.stringify({ model: 'm', baseUrl: 'http://localhost:1/v1', theme: 'dark' }),
    );
    const settings = await open();
    const { contextTokens: _, ...rest } = SAVED;
    const read = { ...rest, api: 'responses', prices: {}, concurrentTurns: 4, ...STANDARD };
    expect([settings.current(), settings.faults]).toEqual([read, []]);
  });

  it('of an earlier version have the standard where they say nothing', async () => {
    const { open, dataDir } = place();
    writeFileSync(join(dataDir, 'settings.json'), '{"terminal":{"fontSize":15},"notifications":{"refused":true}}');
    const settings = await open();
    expect(settings.faults).toEqual([]);
    expect(settings.current()).toMatchObject({
      terminal: { ...STANDARD.terminal, fontSize: 15 },
      notifications: { ...STANDARD.notifications, refused: true },
      appearance: STANDARD.appearance,
    });
  });

  it.each([
    '{',
    '[]',
    '{"theme":"pink"}',
    '{"api":"soap"}',
    '{"modell":"x"}',
    '{"concurrentTurns":0}',
    '{"terminal":{"fontSize":900}}',
  ])('in a broken file are named and kept: %s', async (text) => {
    const { open, dataDir } = place();
    const file = join(dataDir, 'settings.json');
    writeFileSync(file, text);
    const settings = await open();
    expect(settings.current().model).toBe('env-model');
    expect(settings.faults).toEqual([expect.stringContaining(`${file} does not read`)]);
    expect(readFileSync(file, 'utf8')).toBe(text);
    await settings.save(() => SAVED);
    expect(readFileSync(`${file}.broken`, 'utf8')).toBe(text);
    expect(settings.faults).toEqual([]);
    await settings.save(() => SAVED);
    expect(readdirSync(dataDir).sort()).toEqual(['prices.json', 'settings.json', 'settings.json.broken']);
  });

  it('that are saved while others are on their way keep both, in the order of the orders', async () => {
    const { open, dataDir } = place();
    const settings = await open();
    await settings.save(() => SAVED);
    const terminal = { ...STANDARD.terminal, fontSize: 15 };
    const saved = await Promise.all([
      settings.save((now) => ({ ...now, theme: 'light' })),
      settings.save((now) => ({ ...now, terminal })),
      settings.save((now) => ({ ...now, model: 'n' })),
    ]);
    expect(saved.map(({ ok }) => ok)).toEqual([true, true, true]);
    const last = { ...SAVED, theme: 'light', terminal, model: 'n' };
    expect([settings.current(), (await open()).current()]).toEqual([last, last]);
    expect(readdirSync(dataDir).sort()).toEqual(['prices.json', 'settings.json']);
  });

  it('of which one file cannot be written are not changed in the other', async () => {
    const { open, dataDir } = place();
    const settings = await open();
    await settings.save(() => SAVED);
    mkdirSync(join(dataDir, 'prices.json.new'));
    expect(await settings.save((now) => ({ ...now, model: 'n' }))).toMatchObject({ ok: false, error: { code: 'write_failed' } });
    expect([settings.current(), (await open()).current()]).toEqual([SAVED, SAVED]);
    expect(readdirSync(dataDir).sort()).toEqual(['prices.json', 'prices.json.new', 'settings.json']);
  });

  it('that cannot be written are not changed', async () => {
    const { open, dataDir } = place();
    const settings = await open();
    rmSync(dataDir, { recursive: true });
    expect(await settings.save(() => SAVED)).toMatchObject({ ok: false, error: { code: 'write_failed' } });
    expect(settings.current().model).toBe('env-model');
  });
});
