import { call } from '../../../../renderer/bridge/bridge';
import { PORT_CHANNEL } from '../../../../shared/ipc/push';
import type { TerminalFrame } from '../../../../shared/terminal/frames';
import type { Attached } from '../benchPage';

/** What takes longer does not come. */
const PATIENCE_MS = 20_000;

/** Joins the page to a terminal that lives, and leaves it when the screen is there. */
export async function attachTimes(thread: string, terminal: string): Promise<Attached> {
  const ticket = `bench-${crypto.randomUUID()}`;
  const arrived = portFor(ticket);
  const begun = performance.now();
  const answer = await call('terminal/attach', { thread, terminal, ticket, input: false });
  if (!answer.ok) throw new Error(`No port: ${answer.error.message}`);
  const port = await arrived;
  const text = await firstScreen(port);
  const ms = performance.now() - begun;
  port.close();
  held.delete(port);
  return { ms, snapshotBytes: new TextEncoder().encode(text).length };
}

/** Before the app's own listener, which closes ports that nobody of its own waits for. */
function portFor(ticket: string): Promise<MessagePort> {
  return new Promise((resolve) => {
    const take = (event: MessageEvent) => {
      if (event.data?.type !== PORT_CHANNEL || event.data.ticket !== ticket || !event.ports[0]) return;
      event.stopImmediatePropagation();
      removeEventListener('message', take, { capture: true });
      resolve(event.ports[0]);
    };
    addEventListener('message', take, { capture: true });
  });
}

/** A port that nobody holds is collected, and closed with it, though its screen may still come. */
const held = new Set<MessagePort>();

function firstScreen(port: MessagePort): Promise<string> {
  held.add(port);
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('No screen came over the port.')), PATIENCE_MS);
    // Its types do not know the event yet.
    port.addEventListener('close', () => reject(new Error('The terminal closed the port before it sent its screen.')));
    port.onmessage = ({ data }: MessageEvent<TerminalFrame>) => {
      if (data.kind === 'screen') resolve(data.text);
    };
  });
}
