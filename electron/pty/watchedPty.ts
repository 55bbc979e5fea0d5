import type { WrappedCommand } from '../sandbox/sandbox';
import { openPty, type PtySession } from './pty';

/** For tests: a session whose output is collected as text. */
export interface Watched {
  readonly session: PtySession;
  readonly text: () => string;
  /** Resolves when the text holds `part`. */
  readonly seen: (part: string) => Promise<void>;
}

/** Starts a command; throws where it does not start. */
export function watch(command: WrappedCommand, size = { cols: 80, rows: 24 }): Watched {
  const opened = openPty(command, size);
  if (!opened.ok) throw new Error(opened.error.message);
  const chunks: Uint8Array[] = [];
  const text = () => Buffer.concat(chunks).toString();
  const session = opened.value;
  session.onData((bytes) => void chunks.push(Uint8Array.from(bytes)));
  const seen = (part: string) =>
    new Promise<void>((resolve) => {
      const look = () => void (text().includes(part) && resolve());
      session.onData(look);
      look();
    });
  return { session, text, seen };
}
