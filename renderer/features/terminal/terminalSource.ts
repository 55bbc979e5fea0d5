import type { SyncDisposable } from '../../../shared/kernel/lifecycle';
import type { PortAnswer, TerminalPlace } from '../../bridge/terminalPort';
import { joinTerminal, type TerminalLink, type TerminalSink } from './terminalLink';

/** How a view stands to its terminal. */
export type ViewState =
  | { readonly status: 'opening' }
  | { readonly status: 'live' }
  | { readonly status: 'ended'; readonly words: string }
  /** Its owner is gone: what is drawn is the last that came. `gone` where nobody has it any more, in the app's words. */
  | { readonly status: 'lost'; readonly gone?: string }
  | { readonly status: 'refused'; readonly code: string; readonly message: string };

/** Where a terminal's screen comes from, and where keys go. */
export interface TerminalSource extends SyncDisposable {
  see(seen: boolean): void;
  /** What is typed before the terminal is joined goes to it then. */
  type(text: string): void;
  resize(cols: number, rows: number): void;
  /** Asks anew, as after a loss. */
  again(): void;
}

export type OpenSource = (sink: TerminalSink, onState: (state: ViewState) => void) => TerminalSource;

/** What a live source needs of the app. */
export interface TerminalRoad {
  open(place: TerminalPlace, signal: AbortSignal): Promise<PortAnswer>;
  /** Hears when the process that owns the terminals stands again. */
  onHostBack(listener: () => void): () => void;
}

/**
 * What waits for a terminal that is being joined, in UTF-16 units: a moment's typing, or a paste. With what does not fit, everything
 * that is typed after it is let go: a line without its middle may not reach a program.
 */
export const MOST_AHEAD = 1024 * 1024;

/**
 * A terminal as long as somebody looks at it. It is joined when it is first seen; lost with its owner, it is asked for again when the
 * owner is back, and whenever somebody wishes. One that ended out of sight is asked for once more, for its last screen.
 */
export function liveSource(road: TerminalRoad, place: TerminalPlace): OpenSource {
  return (sink, onState) => {
    let state: ViewState = { status: 'opening' };
    let link: TerminalLink | undefined;
    let asking: AbortController | undefined;
    let seen = false;
    /** Whether what is drawn is all that there is. */
    let drawn = false;
    /** With the next sight it is asked for. */
    let owed = true;
    /** Typed before there was a port to hand it on by. */
    let ahead = '';
    let tooMuch = false;

    const become = (next: ViewState) => {
      state = next;
      onState(next);
    };

    const typeAhead = (text: string) => {
      tooMuch ||= ahead.length + text.length > MOST_AHEAD;
      if (!tooMuch) ahead += text;
    };

    const forgetTyped = () => {
      ahead = '';
      tooMuch = false;
    };

    const join = (port: MessagePort) => {
      link?.dispose();
      link = joinTerminal(port, sink, {
        drawn: () => {
          drawn = true;
          become({ status: 'live' });
        },
        ended: (words) => {
          owed = !drawn;
          become({ status: 'ended', words });
        },
        lost: () => become({ status: 'lost' }),
      });
      link.see(seen);
      if (ahead !== '') link.type(ahead);
      forgetTyped();
    };

    const ask = async () => {
      owed = false;
      asking?.abort();
      const mine = new AbortController();
      asking = mine;
      const answer = await road.open(place, mine.signal);
      if (mine.signal.aborted) {
        if (answer.ok) answer.port.close();
        return;
      }
      asking = undefined;
      if (answer.ok) return join(answer.port);
      forgetTyped();
      // What was drawn of a lost one stays, and stays marked.
      if (state.status === 'lost') become({ status: 'lost', gone: answer.error.message });
      else become({ status: 'refused', ...answer.error });
    };

    const askIfSeen = () => {
      if (owed && seen) void ask();
    };

    const stop = road.onHostBack(() => {
      owed ||= state.status === 'lost';
      askIfSeen();
    });

    return {
      see: (now) => {
        seen = now;
        if (state.status === 'live') drawn = false;
        link?.see(now);
        askIfSeen();
      },
      type: (text) => (link ? link.type(text) : typeAhead(text)),
      resize: (cols, rows) => link?.resize(cols, rows),
      again: () => void ask(),
      dispose: () => {
        asking?.abort();
        stop();
        link?.dispose();
      },
    };
  };
}

/** A screen that was kept of a terminal that lives no more. */
export function savedSource(
  screen: { readonly cols: number; readonly rows: number; readonly text: string; readonly title: string },
  words: string,
): OpenSource {
  return (sink, onState) => {
    sink.screen({ kind: 'screen', ...screen });
    onState({ status: 'ended', words });
    const nothing = () => undefined;
    return { see: nothing, type: nothing, resize: nothing, again: nothing, dispose: nothing };
  };
}
