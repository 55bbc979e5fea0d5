import { call } from '../../../../renderer/bridge/bridge';
import type { TerminalFrame, TerminalReply } from '../../../../shared/terminal/frames';
import type { Attached } from '../benchPage';

/** What takes longer does not come. */
const PATIENCE_MS = 20_000;

let expected: { readonly ticket: string; readonly take: (port: MessagePort) => void } | undefined;

/** Takes the ports of tickets that this page asked for from what `benchWindow.ts` put into the page before the app. */
export function listenForPorts(): void {
  Object.assign(globalThis, {
    takeBenchPort: (ticket: string, port: MessagePort) => {
      if (ticket === expected?.ticket) expected.take(port);
    },
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
