import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Contract } from '../../shared/goal/contract';
import { showTry, stopTries, triesStore, tryCheck } from './tries';

const CONTRACT = Contract.parse({ goalpost: 1, outcome: 'x' });

interface Call {
  readonly method: string;
  readonly params: { readonly check?: string; readonly ticket?: string };
  answer(value: unknown): void;
}

let calls: Call[];

beforeEach(() => {
  calls = [];
  const call = (method: string, params: Call['params']) =>
    new Promise((resolve) => {
      calls.push({ method, params, answer: resolve });
      if (method === 'check/stop') resolve({ ok: true, value: {} });
    });
  vi.stubGlobal('goalpost', { call, onPush: () => () => undefined });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const order = (form: string, check: string) => ({ form, workspace: '/w', contract: CONTRACT, check, of: 'fields' });
const kinds = (form: string) =>
  Object.fromEntries(Object.entries(triesStore.getState().forms[form] ?? {}).map(([check, attempt]) => [check, attempt.kind]));
const tries = () => calls.filter(({ method }) => method === 'check/try').map(({ params }) => params.check);
const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('tries', () => {
  it('are open one at a time in each form, until they are closed', () => {
    showTry('f', 'a');
    showTry('g', 'c');
    showTry('f', 'b');
    expect(triesStore.getState().shown).toEqual({ f: 'b', g: 'c' });
    showTry('f', null);
    expect(triesStore.getState().shown).toEqual({ f: null, g: 'c' });
  });

  it('run one after the other, each asked for once', async () => {
    tryCheck(order('f', 'a'));
    tryCheck(order('f', 'b'));
    tryCheck(order('f', 'b'));
    expect([kinds('f'), tries()]).toEqual([{ a: 'running', b: 'waits' }, ['a']]);
    calls[0]?.answer({ ok: true, value: { report: {}, wrote: [], kept: null } });
    await settle();
    expect([kinds('f'), tries()]).toEqual([{ a: 'done', b: 'running' }, ['a', 'b']]);
    calls[1]?.answer({ ok: false, error: { code: 'busy', message: 'The goal is at work.' } });
    await settle();
    expect(triesStore.getState().forms['f']?.['b']).toMatchObject({
      kind: 'refused',
      message: 'The goal is at work.',
      of: 'fields',
    });
  });

  it('are stopped: what waits is forgotten at once, what runs once it has ended', async () => {
    tryCheck(order('g', 'a'));
    tryCheck(order('g', 'b'));
    tryCheck(order('h', 'c'));
    const stopped = stopTries('g');
    expect(kinds('g')).toEqual({ a: 'running' });
    expect(calls.at(-1)).toMatchObject({ method: 'check/stop', params: { ticket: calls[0]?.params.ticket } });
    calls[0]?.answer({ ok: true, value: { report: {}, wrote: [], kept: null } });
    await stopped;
    expect([kinds('g'), kinds('h')]).toEqual([{ a: 'done' }, { c: 'running' }]);
    calls.at(-1)?.answer({ ok: true, value: { report: {}, wrote: [], kept: null } });
    await settle();
  });

  it('are stopped also where the first word comes before main has begun', async () => {
    tryCheck(order('i', 'slow'));
    const stopped = stopTries('i');
    const stops = () => calls.filter(({ method }) => method === 'check/stop');
    await vi.waitFor(() => expect(stops().length).toBeGreaterThan(1));
    expect(new Set(stops().map(({ params }) => params.ticket))).toEqual(new Set([calls[0]?.params.ticket]));
    calls[0]?.answer({ ok: false, error: { code: 'stopped', message: 'Stopped.' } });
    await stopped;
    expect(kinds('i')).toEqual({ slow: 'refused' });
  });
});
