import type { WindowCommand } from '../../../shared/ipc/methods';
import type { AskedNeed } from '../../../shared/tools/dossier';

/** What stands in the fields: what was typed, over the answer that was given before. */
export type Answers = Readonly<Record<string, string>>;

export function shownAnswer({ need, answer }: AskedNeed, typed: Answers): string {
  return typed[need.id] ?? answer ?? '';
}

/** Whether each need that takes an answer has one; a secret takes none. */
export function isAnswered(needs: readonly AskedNeed[], typed: Answers): boolean {
  return needs.every((asked) => asked.need.kind === 'secret' || shownAnswer(asked, typed).trim() !== '');
}

/** Whether anything was typed that main does not have yet. */
export function isChanged(needs: readonly AskedNeed[], typed: Answers): boolean {
  return changed(needs, typed).length > 0;
}

/** One order for all of it: what was typed is answered, and the goal goes on with it or waits for the rest. */
export function answerOrder(needs: readonly AskedNeed[], typed: Answers, resume: boolean): WindowCommand {
  const answers = changed(needs, typed).map((asked) => ({ need: asked.need.id, answer: shownAnswer(asked, typed).trim() }));
  return { type: 'needs.answer', answers, resume };
}

function changed(needs: readonly AskedNeed[], typed: Answers): readonly AskedNeed[] {
  return needs.filter((asked) => {
    const text = shownAnswer(asked, typed).trim();
    return asked.need.kind !== 'secret' && text !== '' && text !== asked.answer;
  });
}
