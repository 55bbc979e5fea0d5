import type { Wire } from '../../bridge/bridge';

/** Where a command's bytes go: a screen that can be begun anew. */
export interface ByteSink {
  write(bytes: Uint8Array): void;
  reset(): void;
}

/** Pushes that wait while the screen so far is on its way; more than this and it is asked for again, which has them all. */
const EARLY_LIMIT = 2_000;

/**
 * What a running command prints, from the start of what main still has: the screen so far, then its chunks by their numbers.
 * Chunks are listened to before the screen is asked for; one that is missing asks for the screen anew.
 */
export function feedBytes(wire: Wire, thread: string, call: string, sink: ByteSink): () => void {
  const early = new Map<number, Uint8Array>();
  let seq = 0;
  let asking = false;
  let stopped = false;

  const writeEarly = () => {
    for (let bytes = early.get(seq + 1); bytes; bytes = early.get(seq + 1)) {
      seq += 1;
      sink.write(bytes);
    }
    for (const known of [...early.keys()]) if (known <= seq) early.delete(known);
  };

  const attach = async () => {
    asking = true;
    const answer = await wire.call('terminal/attach', { thread });
    asking = false;
    if (stopped || !answer.ok) return;
    const screen = answer.value.screens.find((known) => known.call === call);
    if (screen && screen.seq > seq) {
      sink.reset();
      sink.write(screen.bytes);
      seq = screen.seq;
    }
    writeEarly();
    // The command is gone from main's screens: what is still here is its end, after what nobody has any more.
    if (!screen && early.size > 0) seq = Math.min(...early.keys()) - 1;
    writeEarly();
  };

  const stop = wire.onPush((push) => {
    if (push.type !== 'terminal' || push.thread !== thread || push.call !== call || push.seq <= seq) return;
    if (early.size >= EARLY_LIMIT) early.clear();
    early.set(push.seq, push.bytes);
    if (asking) return;
    writeEarly();
    if (early.size > 0) void attach();
  });
  void attach();

  return () => {
    stopped = true;
    stop();
  };
}
