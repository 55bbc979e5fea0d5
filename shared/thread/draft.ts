import type { RecordedEvent } from './events';

/** What a turn that drafts is told: to look for what can prove the work, and to propose a contract. */
export const DRAFT_TEXT = [
  'The user describes work in plain words, and you draft its contract. You can read and search the workspace; nothing is changed and no command is run.',
  'First find how this workspace proves things: its test and benchmark commands (scripts, make targets, CI files, the README), which files they rest on, and which files the work would change. Then call propose_contract once.',
  'A good contract has: an outcome that is an end state a check can judge, with its number where there is one; checks whose commands you saw in the workspace, with a timeout, and a repeat where a figure is noisy or a test flaky;',
  'constraints with a check for what must not regress; boundaries.write as narrow as the work allows; protect for the tests, benchmarks and configuration that the checks rest on; an iteration policy; when to stop as blocked and what to report; a budget.',
  'Name only commands and paths that you saw. Invent no target: where the user gave none, say in objective what has to be decided. Say there too what you did not find. The user reviews every field before anything begins.',
].join('\n');

/** The words that the last draft was asked with, from a thread's events; undefined where none was asked. */
export function draftWordsIn(events: readonly RecordedEvent[]): string | undefined {
  const asked = events.findLast((event) => event.type === 'turn.started' && event.data.kind === 'draft');
  if (asked?.type !== 'turn.started') return undefined;
  const texts = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'input.queued') texts.set(event.data.input, event.data.text);
    if (event.type === 'input.changed') texts.set(event.data.input, event.data.text);
  }
  const words = asked.data.inputs.flatMap((input) => texts.get(input) ?? []);
  return words.length === 0 ? undefined : words.join('\n\n');
}
