import type { EventType } from '../../shared/thread/events';
import type { SimulatedThread } from './simulatedThread';

/** More steps than any test's way to a fact: a fact that never comes fails the test rather than holding it up. */
const MOST_STEPS = 100;

/** Carries out owed work until a fact of that type is there. */
export function finish(thread: SimulatedThread, type: EventType): void {
  until(thread, type, () => thread.step());
}

/** The same, but tools and checks are only begun: what comes of them is left open. */
export function begin(thread: SimulatedThread, type: EventType): void {
  until(thread, type, () => {
    const [work] = thread.owed;
    if (work?.kind === 'run-tool') return thread.submit({ type: 'tool.start', call: work.call }) === undefined;
    if (work?.kind !== 'run-check') return thread.step();
    const { verification, check, evidence } = work;
    return thread.submit({ type: 'check.start', verification, check, evidence }) === undefined;
  });
}

function until(thread: SimulatedThread, type: EventType, step: () => boolean): void {
  const from = thread.events.length;
  for (let count = 0; count < MOST_STEPS; count += 1) {
    if (thread.types(from).includes(type)) return;
    if (!step()) break;
  }
  if (!thread.types(from).includes(type)) throw new Error(`${type} never came; there are ${thread.types(from).join(', ')}`);
}
