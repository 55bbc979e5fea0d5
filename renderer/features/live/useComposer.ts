import { useState } from 'react';
import type { WindowCommand } from '../../../shared/ipc/methods';
import { isLive } from '../../../shared/thread/decide/goal';
import { queueRefusal } from '../../../shared/thread/decide/input';
import type { ThreadState } from '../../../shared/thread/state';
import { parseComposer } from '../../../shared/views/composer';
import { offerDraft } from '../../stores/draftText';
import { go } from '../../stores/navigation';
import { forget, recall, remember } from '../../stores/remembered';
import { command } from '../../stores/thread';

/** What must be asked before it is done. */
export type Asked = { readonly what: 'clear' } | { readonly what: 'replace'; readonly text: string };

/** The composer's text and what it orders. A text that was not sent yet is kept with the thread. */
export function useComposer(thread: string, state: ThreadState) {
  const key = `composer.${thread}`;
  const [text, setText] = useState(() => keptText(key));
  const [said, say] = useState('');
  const [busy, setBusy] = useState(false);
  const [asked, ask] = useState<Asked>();

  const write = (next: string) => {
    setText(next);
    say('');
    if (next === '') forget(key);
    else remember(key, next);
  };

  const order = async (next: WindowCommand): Promise<boolean> => {
    setBusy(true);
    const answer = await command(thread, next);
    setBusy(false);
    if (answer.ok) write('');
    else say(answer.message);
    return answer.ok;
  };

  const fill = (words: string) => {
    write('');
    offerDraft(words);
    go({ name: 'thread', thread, tab: 'goal' });
  };

  const replace = async (words: string) => {
    if (await order({ type: 'goal.clear' })) fill(words);
  };

  const send = () => {
    const composed = parseComposer(text);
    switch (composed.kind) {
      case 'empty':
        return;
      case 'unknown':
        return say(composed.message);
      case 'show':
      case 'edit':
        write('');
        return go({ name: 'thread', thread, tab: 'goal' });
      case 'pause':
        return void order({ type: 'goal.pause' });
      case 'resume':
        return void order({ type: 'goal.resume' });
      case 'clear':
        return ask({ what: 'clear' });
      case 'fill':
        return isLive(state) ? ask({ what: 'replace', text: composed.text }) : fill(composed.text);
      case 'message': {
        const refusal = queueRefusal(state);
        return refusal === null ? void order({ type: 'input.queue', text: composed.text }) : say(refusal);
      }
    }
  };

  return {
    text,
    write,
    said,
    busy,
    send,
    asked,
    dismiss: () => ask(undefined),
    confirm: () => (asked?.what === 'replace' ? void replace(asked.text) : void order({ type: 'goal.clear' })),
  };
}

function keptText(key: string): string {
  const kept = recall(key);
  return typeof kept === 'string' ? kept : '';
}
