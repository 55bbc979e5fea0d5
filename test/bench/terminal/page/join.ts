import { call } from '../../../../renderer/bridge/bridge';
import { PORT_CHANNEL } from '../../../../shared/ipc/push';
import type { TerminalFrame, TerminalReply } from '../../../../shared/terminal/frames';
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
  const begun = performance.now();
  const { port, text } = await joined({ thread, terminal, input: false });
  const ms = performance.now() - begun;
  port.close();
  return { ms, snapshotBytes: new TextEncoder().encode(text).length };
}

/** Types a line into a terminal that lives, which the page need not show. */
export async function typeInto(thread: string, terminal: string, line: string): Promise<void> {
  const { port } = await joined({ thread, terminal, input: true });
  const reply: TerminalReply = { kind: 'input', text: `${line}\r` };
  port.postMessage(reply);
  port.close();
}

/** A port to a terminal over which its screen has come. */
async function joined(place: { readonly thread: string; readonly terminal: string; readonly input: boolean }) {
  const ticket = `bench-${crypto.randomUUID()}`;
  const screen = new Promise<{ readonly port: MessagePort; readonly text: string }>((resolve, reject) => {
    setTimeout(() => reject(new Error('No screen came over the port.')), PATIENCE_MS);
    expected = { ticket, take: (port) => readScreen(port, (text) => resolve({ port, text })) };
  });
  const answer = await call('terminal/attach', { ...place, ticket });
  if (!answer.ok) throw new Error(`No port: ${answer.error.message}`);
  return screen;
}

function readScreen(port: MessagePort, take: (text: string) => void): void {
  port.onmessage = ({ data }: MessageEvent<TerminalFrame>) => {
    if (data.kind === 'screen') take(data.text);
  };
}
