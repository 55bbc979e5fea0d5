import type { RecordedEvent } from '../../shared/thread/events';

/**
 * Answers to a dossier reach the agent once: the next turn of the user's begins with the last answer to each need, in the dossier's
 * order, and with no answer that was corrected. Told from the events alone.
 */
export class NeedLaws {
  #asked: readonly string[] = [];
  #answers = new Map<string, string>();
  /** What the next prompt must begin with, need by need; undefined where nothing is owed to the agent. */
  #due: readonly { readonly need: string; readonly answer: string | undefined }[] | undefined;

  see(fact: RecordedEvent): void {
    switch (fact.type) {
      case 'goal.blocked':
        this.#asked = fact.data.reason === 'blocked_by_agent' ? fact.data.dossier.needs.map((need) => need.id) : [];
        this.#answers = new Map();
        return;
      case 'question.answered':
        this.#answers.set(fact.data.question, fact.data.answer);
        return;
      case 'goal.resumed':
        if (this.#asked.length > 0) this.#due = this.#asked.map((need) => ({ need, answer: this.#answers.get(need) }));
        this.#asked = [];
        return;
      case 'goal.drafted':
        this.#due = undefined;
        this.#asked = [];
        return;
      case 'turn.started':
        if (fact.data.kind === 'wrap_up' || this.#due === undefined) return;
        for (const { need, answer } of this.#due) answeredOnce(fact.data.prompt, need, answer);
        firstAndInOrder(
          fact.data.prompt,
          this.#due.map(({ need }) => need),
        );
        this.#due = undefined;
        return;
    }
  }
}

function answeredOnce(prompt: string, need: string, answer: string | undefined): void {
  const told = [...prompt.matchAll(/^(Answer|No answer) \((.+?)\): (.*)$/gm)].filter((match) => match[2] === need);
  const right = answer === undefined ? told[0]?.[1] === 'No answer' : told[0]?.[1] === 'Answer' && told[0][3] === answer;
  if (told.length !== 1 || !right) throw new Error(`the answer to ${need} (${answer}) was told ${told.length} times or wrongly`);
}

function firstAndInOrder(prompt: string, needs: readonly string[]): void {
  const told = [...prompt.matchAll(/^(?:Answer|No answer) \((.+?)\): /gm)].map((match) => match[1]);
  const first = prompt.startsWith('The user answers:\n');
  if (!first || told.join() !== needs.join()) throw new Error(`answers came as ${told.join()}, asked was ${needs.join()}`);
}
