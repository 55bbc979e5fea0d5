import type { ThreadState } from './state';

/** No goal that what is spent could be charged to: none yet, or one that has ended and keeps its figures. */
export function isOver({ goal }: Pick<ThreadState, 'goal'>): boolean {
  return goal === null || goal.status === 'complete' || goal.status === 'cleared';
}
