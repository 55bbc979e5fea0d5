import type { ThreadState } from './state';

/**
 * What a person types to give the sandbox up for a thread's goal (law 5). It names the workspace, so that nobody gives one up by habit.
 */
export function waiverPhrase({ workspace }: Pick<ThreadState, 'workspace'>): string {
  const name = workspace.root.split(/[/\\]/).findLast((part) => part !== '') ?? workspace.root;
  return `run ${name.replace(/\s+/g, ' ')} without a sandbox`;
}

/** Whether these words are a thread's phrase: spaces round it and runs of spaces aside, exactly. */
export function isWaiverPhrase(state: Pick<ThreadState, 'workspace'>, words: string): boolean {
  return words.trim().replace(/\s+/g, ' ') === waiverPhrase(state);
}

/** Commands of this thread's goal run without a sandbox, by a person's word. */
export function isWaived({ goal }: Pick<ThreadState, 'goal'>): boolean {
  return goal?.waiver != null;
}
