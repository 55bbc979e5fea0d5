import { useRef, useState } from 'react';
import type { WindowCommand } from '../../../shared/ipc/methods';
import { queueRefusal } from '../../../shared/thread/decide/input';
import type { ThreadState } from '../../../shared/thread/state';
import { type Composed, parseComposer } from '../../../shared/views/composer';
import { offerDraft } from '../../stores/draftText';
import { go } from '../../stores/navigation';
import { forget, recall, remember } from '../../stores/remembered';
import { command } from '../../stores/thread';

/** Escape twice within this long interrupts while there is text in the field: once is how one leaves a suggestion or a dialog. */
const TWICE_MS = 1_500;

/** Into the running turn, or for the next one. */
export type When = 'queued' | 'now';

export type ComposerState = ReturnType<typeof useComposer>;

/** The composer's text and what it orders. A text that was not sent yet is kept with the thread. */
export function useComposer(thread: string, state: ThreadState) {
  const draft = useKeptText(`composer.${thread}`);
  const [said, say] = useState('');
  const [busy, setBusy] = useState(false);
  const [asked, ask] = useState<'clear'>();
  const [stopping, offerStop] = useState<string>();

  const write = (next: string) => {
    draft.write(next);
    say('');
  };
  const order = async (next: WindowCommand): Promise<boolean> => {
    setBusy(true);
    const answer = await command(thread, next);
    setBusy(false);
    say(answer.ok ? '' : answer.message);
    return answer.ok;
  };
  /** What was typed is gone only once it was taken. */
  const spend = async (...orders: readonly WindowCommand[]) => {
    for (const next of orders) if (!(await order(next))) return;
    write('');
  };
  const queue = (text: string, when: When) => {
    const refusal = queueRefusal(state);
    if (refusal !== null) return say(refusal);
    void spend({ type: 'input.queue', text, ...(when === 'now' ? { steer: true } : {}) });
  };
  const onEscape = useEscape(draft.text, say, () => {
    if (state.turn || state.verification) void order({ type: 'turn.interrupt' });
  });
  const toGoal = () => go({ name: 'thread', thread, tab: 'goal' });

  const carryOut = (composed: Composed, when: When) => {
    switch (composed.kind) {
      case 'empty':
        return;
      case 'unknown':
        return say(composed.message);
      case 'show':
      case 'edit':
        write('');
        return toGoal();
      case 'pause':
        return void spend({ type: 'goal.pause' });
      case 'resume':
        return void spend({ type: 'goal.resume' });
      case 'clear':
        return ask('clear');
      case 'plan':
        return void spend(...planOrders(state, composed.text));
      case 'fill':
        write('');
        offerDraft({ kind: 'words', words: composed.text });
        return toGoal();
      case 'stop':
        return state.turn || state.verification ? offerStop(composed.text) : queue(composed.text, when);
      case 'message':
        return queue(composed.text, when);
    }
  };

  const dismiss = () => {
    ask(undefined);
    offerStop(undefined);
  };
  return {
    text: draft.text,
    write,
    said,
    busy,
    order,
    send: (when: When) => carryOut(parseComposer(draft.text), when),
    onEscape,
    asked,
    dismiss,
    clear: () => void spend({ type: 'goal.clear' }),
    stopping,
    stop: () => {
      dismiss();
      void spend({ type: 'turn.interrupt' });
    },
    sendAnyway: () => {
      dismiss();
      if (stopping !== undefined) queue(stopping, 'queued');
    },
  };
}

/** `/plan` alone turns plan mode on or off; with words it turns it on and asks them. */
function planOrders(state: ThreadState, text: string): readonly WindowCommand[] {
  if (text === '') return [{ type: 'mode.set', mode: state.mode === 'plan' ? 'goal' : 'plan' }];
  return [
    { type: 'mode.set', mode: 'plan' },
    { type: 'input.queue', text },
  ];
}

function useKeptText(key: string) {
  const [text, setText] = useState(() => {
    const kept = recall(key);
    return typeof kept === 'string' ? kept : '';
  });
  const write = (next: string) => {
    setText(next);
    if (next === '') forget(key);
    else remember(key, next);
  };
  return { text, write };
}

/** Escape interrupts at once over an empty field, and at the second press over a text. */
function useEscape(text: string, say: (words: string) => void, interrupt: () => void): () => void {
  const pressed = useRef(Number.NEGATIVE_INFINITY);
  return () => {
    const now = performance.now();
    const twice = now - pressed.current < TWICE_MS;
    pressed.current = now;
    if (text === '' || twice) interrupt();
    else say('Escape again interrupts the agent. Your text stays.');
  };
}
