import { useEffect, useRef, useState } from 'react';
import type { WindowCommand } from '../../../shared/ipc/methods';
import { queueRefusal } from '../../../shared/thread/decide/input';
import { mayInterrupt } from '../../../shared/thread/decide/mode';
import type { ThreadState } from '../../../shared/thread/state';
import { type Composed, isOrderToStop, parseComposer, stopOrder } from '../../../shared/views/composer';
import { t } from '../../../shared/words/t';
import { offerDraft } from '../../stores/draftText';
import { useKeptText } from '../../stores/keptText';
import { go } from '../../stores/navigation';
import { firstRefusal } from '../../stores/thread';
import { useRewording } from './useRewording';

/** Escape twice within this long interrupts while there is text in the field: once is how one leaves a suggestion or a dialog. */
const TWICE_MS = 1_500;

/** Into the running turn, or for the next one. */
export type When = 'queued' | 'now';

export type ComposerState = ReturnType<typeof useComposer>;

/** The composer's text and what it orders. A text that was not sent yet is kept with the thread. */
export function useComposer(thread: string, state: ThreadState) {
  const draft = useKeptText(`composer.${thread}`);
  const field = useRef<HTMLTextAreaElement>(null);
  const rewording = useRewording(thread);
  const [said, say] = useState('');
  const [busy, setBusy] = useState(false);
  const [asked, ask] = useState<'clear'>();
  const [stopping, offerStop] = useState<() => void>();

  const write = (next: string) => {
    draft.write(next);
    say('');
  };
  const order = async (...orders: readonly WindowCommand[]): Promise<boolean> => {
    setBusy(true);
    const refusal = await firstRefusal(thread, orders);
    setBusy(false);
    say(refusal ?? '');
    return refusal === undefined;
  };
  /** What was sent is gone from the field only once it was taken, and never what was typed meanwhile. */
  const spend = async (...orders: readonly WindowCommand[]) => {
    const sent = draft.latest();
    if ((await order(...orders)) && draft.latest() === sent) draft.write('');
  };
  /** Words that say "stop" are not sent before the user was offered to stop. */
  const sendWords = (words: string, sendIt: () => void) => {
    if (!isOrderToStop(words)) return sendIt();
    if (stopOrder(state) === null) return say(NOTHING_TO_STOP);
    offerStop(() => sendIt);
  };
  const queue = (text: string, when: When) =>
    void spend({ type: 'input.queue', text, ...(when === 'now' ? { steer: true } : {}) });
  const sendMessage = (text: string, when: When) => {
    const refusal = queueRefusal(state);
    if (refusal !== null) return say(refusal);
    sendWords(text, () => queue(text, when));
  };
  const onEscape = useEscape(
    draft.text,
    () => say(t`Escape again interrupts the agent. Your text stays.`),
    () => void order({ type: 'turn.interrupt' }),
  );
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
        return sendWords(composed.text, () => void spend(...planOrders(state, composed.text)));
      case 'fill':
        write('');
        offerDraft({ kind: 'words', words: composed.text });
        return toGoal();
      case 'stop':
      case 'message':
        return sendMessage(composed.text, when);
    }
  };

  const reword = async (id: string, words: string) => {
    if (await order({ type: 'input.edit', input: id, text: words })) rewording.close(id);
  };
  const queued = new Set(state.inputs.map((input) => input.id));
  useEffect(() => {
    // While an order is on its way, its answer says whether the words were taken.
    const left = busy ? [] : rewording.takeGone(queued);
    if (left.length === 0) return;
    draft.write([draft.latest(), ...left].filter((text) => text !== '').join('\n\n'));
    say(AGENT_HAS_IT);
    if (document.activeElement === document.body) field.current?.focus();
  });

  const dismiss = () => {
    ask(undefined);
    offerStop(undefined);
  };
  return {
    text: draft.text,
    field,
    write,
    said,
    busy,
    order,
    rewording,
    /** Saves a queued message's new words; they stay in their field where they are refused. */
    reword: (id: string, words: string) => sendWords(words, () => void reword(id, words)),
    send: (when: When) => carryOut(parseComposer(draft.text), when),
    onEscape: () => mayInterrupt(state) && onEscape(),
    asked,
    dismiss,
    clear: () => void spend({ type: 'goal.clear' }),
    stopping: stopping !== undefined,
    stop: () => {
      dismiss();
      const next = stopOrder(state);
      if (next !== null) void spend(next);
    },
    sendAnyway: () => {
      dismiss();
      stopping?.();
    },
  };
}

const NOTHING_TO_STOP = t`Nothing runs that could be stopped. Say more to send it as a message.`;

const AGENT_HAS_IT = t`The agent has that message already, or it was withdrawn. Your new words stand here, not sent.`;

/** `/plan` alone turns plan mode on or off; with words it turns it on and asks them. */
function planOrders(state: ThreadState, text: string): readonly WindowCommand[] {
  if (text === '') return [{ type: 'mode.set', mode: state.mode === 'plan' ? 'goal' : 'plan' }];
  return [
    { type: 'mode.set', mode: 'plan' },
    { type: 'input.queue', text },
  ];
}

/** Escape interrupts at once over an empty field, and at the second press over a text. */
function useEscape(text: string, promise: () => void, interrupt: () => void): () => void {
  const pressed = useRef(Number.NEGATIVE_INFINITY);
  return () => {
    const now = performance.now();
    const twice = now - pressed.current < TWICE_MS;
    pressed.current = now;
    if (text === '' || twice) interrupt();
    else promise();
  };
}
