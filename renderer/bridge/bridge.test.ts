import { afterEach, describe, expect, it } from 'vitest';
import { call, onPush } from './bridge';

const page = globalThis as { goalpost?: unknown };

describe('the bridge', () => {
  afterEach(() => {
    delete page.goalpost;
  });

  it('hands on what main answers', async () => {
    page.goalpost = { call: async (method: string, params: unknown) => ({ ok: true, value: [method, params] }) };
    expect(await call('threads/list', {})).toEqual({ ok: true, value: ['threads/list', {}] });
  });

  it('answers with a sentence when main does not', async () => {
    page.goalpost = { call: () => Promise.reject(new Error('object could not be cloned')) };
    expect(await call('threads/list', {})).toEqual({
      ok: false,
      error: { code: 'bridge_lost', message: 'The app did not answer (object could not be cloned). Reload the window.' },
    });
  });

  it('answers with a sentence where there is no preload', async () => {
    expect(await call('threads/list', {})).toMatchObject({ ok: false, error: { code: 'bridge_lost' } });
    expect(() => onPush(() => undefined)()).not.toThrow();
  });
});
