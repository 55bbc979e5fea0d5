import { call } from '../../../../renderer/bridge/bridge';
import { PORT_CHANNEL } from '../../../../shared/ipc/push';
import type { TerminalFrame } from '../../../../shared/terminal/frames';
import type { Attached } from '../benchPage';

/** What takes longer does not come. */
const PATIENCE_MS = 20_000;

let expected: { readonly ticket: string; readonly take: (port: MessagePort) => void } | undefined;

/**
 * To be called before the app joins its first terminal. A window calls its listeners in the order in which they came, capturing or not,
 * and the app's closes every port that nobody of its own waits for.
 */
export function listenForPorts(): void {
  addEventListener('message', (event) => {
    const [port] = event.ports;
    if (!expected || !port || event.data?.type !== PORT_CHANNEL || event.data.ticket !== expected.ticket) return;
    event.stopImmediatePropagation();
    expected.take(port);
  });
}

/** Joins the page to a terminal that lives, and leaves it when the screen is there. */
export async function attachTimes(thread: string, terminal: string): Promise<Attached> {
  const ticket = `bench-${crypto.randomUUID()}`;
  const screen = new Promise<string>((resolve, reject) => {
    setTimeout(() => reject(new Error('No screen came over the port.')), PATIENCE_MS);
    expected = { ticket, take: (port) => readScreen(port, resolve) };
  });
  const begun = performance.now();
  const answer = await call('terminal/attach', { thread, terminal, ticket, input: false });
  if (!answer.ok) throw new Error(`No port: ${answer.error.message}`);
  const text = await screen;
  const ms = performance.now() - begun;
  return { ms, snapshotBytes: new TextEncoder().encode(text).length };
}

function readScreen(port: MessagePort, take: (text: string) => void): void {
  port.onmessage = ({ data }: MessageEvent<TerminalFrame>) => {
    if (data.kind !== 'screen') return;
    port.close();
    take(data.text);
  };
}
