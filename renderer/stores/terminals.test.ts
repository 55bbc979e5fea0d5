import { describe, expect, it } from 'vitest';
import type { TerminalRow } from '../../shared/views/terminalRow';
import { createFakeWire } from '../../test/fakes/fakeBridgeWire';
import { createTerminals } from './terminals';

const row = (terminal: string): TerminalRow => ({ terminal, kind: 'shell', title: terminal, at: 1, running: true, bare: false });

describe('the terminals of a thread', () => {
  it('are those that main lists, and then what it pushes', async () => {
    const fake = createFakeWire();
    const store = createTerminals(fake.wire);
    void store.load('a');
    await fake.calls[0]?.reply({ terminals: [row('shell-1')], host: null });
    expect(store.getState()).toEqual({ of: { a: [row('shell-1')] }, host: null });
    fake.push({ type: 'terminals', thread: 'a', terminals: [] });
    fake.push({ type: 'terminals', thread: 'b', terminals: [row('shell-2')] });
    expect(store.getState().of).toEqual({ a: [], b: [row('shell-2')] });
  });

  it('are those of a push that came while the list was asked for', async () => {
    const fake = createFakeWire();
    const store = createTerminals(fake.wire);
    void store.load('a');
    fake.push({ type: 'terminals', thread: 'a', terminals: [row('shell-2')] });
    await fake.calls[0]?.reply({ terminals: [], host: null });
    expect(store.getState().of).toEqual({ a: [row('shell-2')] });
    void store.load('a');
    await fake.calls[1]?.reply({ terminals: [row('shell-3')], host: null });
    expect(store.getState().of).toEqual({ a: [row('shell-3')] });
  });
});

describe('the word on the terminal host', () => {
  it('names what was lost also when the host is back, until it is put away', () => {
    const { store, push } = listening();
    push({ type: 'ptyHost', state: 'lost', words: '2 terminals were lost.' });
    expect(store.getState().host).toEqual({ state: 'lost', words: '2 terminals were lost.', lost: '2 terminals were lost.' });
    push({ type: 'ptyHost', state: 'back', words: 'New terminals work.' });
    expect(store.getState().host).toEqual({ state: 'back', words: 'New terminals work.', lost: '2 terminals were lost.' });
    store.dismiss();
    push({ type: 'ptyHost', state: 'back', words: 'New terminals work.' });
    expect(store.getState().host).toBeNull();
  });

  it('is there for a window that comes later', async () => {
    const { store, calls } = listening();
    void store.load('a');
    await calls[0]?.reply({ terminals: [], host: { state: 'given up', words: 'Restart the app.' } });
    expect(store.getState().host).toEqual({ state: 'given up', words: 'Restart the app.', lost: null });
  });
});

function listening() {
  const { wire, push, calls } = createFakeWire();
  return { store: createTerminals(wire), push, calls };
}
