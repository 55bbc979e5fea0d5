import { createServer } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { patient } from '../../test/fakes/collect';
import { CONNECT_LIMIT_MS, reach } from './reach';

async function listening(): Promise<{ port: number; close: () => void }> {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as { port: number }).port, close: () => server.close() };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('reach', () => {
  it('opens a connection to what listens and says why it could not', async () => {
    const { port, close } = await listening();
    expect(await reach('127.0.0.1', port, patient())).toEqual({ ok: true, value: undefined });
    close();
    expect(await reach('127.0.0.1', port, patient())).toMatchObject({ ok: false, error: { code: 'ECONNREFUSED' } });
  });

  it('gives up at its limit, and at once when aborted', async () => {
    const { port, close } = await listening();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const late = reach('127.0.0.1', port, patient());
    // The limit passes before the event loop turns, so the connection cannot come first.
    vi.advanceTimersByTime(CONNECT_LIMIT_MS);
    expect(await late).toMatchObject({ ok: false, error: { code: 'ETIMEDOUT' } });
    expect(await reach('127.0.0.1', port, AbortSignal.abort())).toMatchObject({ ok: false });
    close();
  });
});
