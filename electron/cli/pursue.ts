import type { ThreadState } from '../../shared/thread/state';
import { EXIT, exitCodeOf } from '../../shared/views/outcome';
import type { Core } from '../core';
import type { HostNews } from '../terminals/terminals';
import { onInterrupt } from './interrupt';
import type { Output } from './io';
import { nextStep } from './nextStep';
import { painter } from './paint';
import { hostNewsLine, progressLines } from './progress';
import { eventsOf, resultLine } from './result';
import { summaryLines } from './summary';

export interface PursueOptions {
  readonly json: boolean;
  /** Sleep until the provider renews its quota, where that stops the goal, instead of ending. */
  readonly wait?: boolean;
  readonly output: Output;
  /** What begins or resumes the goal, once its events are shown. The answer is a refusal's sentence. */
  readonly begin: () => string | undefined;
  /** Lines for people after the summary, such as the diff. */
  readonly epilogue?: (state: ThreadState) => Promise<readonly string[]>;
}

/** Shows a thread's events while it pursues its goal, until it is done or needs somebody; SIGINT pauses it. Answers the exit code. */
export async function pursue(core: Core, thread: string, options: PursueOptions): Promise<number> {
  let interrupted = false;
  const showing = core.engine.onEvent((fact) => {
    if (fact.thread === thread) showEvent(core, fact.event, thread, options);
  });
  const hearing = core.terminals.onNews((news) => showHostNews(news, thread, options));
  let fault: string | undefined;
  const failing = core.engine.onFault((told) => {
    if (told.thread === thread) fault = told.message;
  });
  const listening = onInterrupt(() => {
    interrupted = true;
    const paused = core.engine.submit(thread, { type: 'goal.pause', by: 'user', reason: 'interrupt' });
    // A plan has no goal that could be paused; its turn stops.
    if (!paused.ok) core.engine.submit(thread, { type: 'turn.interrupt', by: 'user', reason: 'interrupt' });
  });
  const refused = options.begin();
  if (refused === undefined) {
    core.engine.drive(thread, options.wait ? 'all' : 'until_reset');
    await core.engine.settled(thread);
  }
  listening.dispose();
  showing.dispose();
  void hearing.dispose();
  failing.dispose();
  const state = core.engine.state(thread);
  if (refused !== undefined) options.output.fault(refused);
  if (!state) return EXIT.failed;
  await showEnd(core, state, options);
  const code = interrupted ? EXIT.interrupted : fault === undefined ? exitCodeOf(state) : EXIT.failed;
  if (code === EXIT.failed) options.output.fault(failureSentence(state, fault));
  return code;
}

/** Why the goal cannot go on: what the provider's question says, or the fault of ours that paused it. */
function failureSentence(state: ThreadState, fault: string | undefined): string {
  const remedy = 'Resume the thread to try again.';
  if (fault !== undefined) return `${fault} ${remedy}`;
  return state.questions['provider']?.question.text ?? `${state.goal?.mark.reason}. ${remedy}`;
}

function showEvent(core: Core, event: Parameters<typeof progressLines>[0], thread: string, options: PursueOptions): void {
  const { output, json } = options;
  const state = core.engine.state(thread);
  if (json) output.out(JSON.stringify({ seq: event.seq, at: event.at, thread, type: event.type, ...event.data }));
  else if (state) for (const line of progressLines(event, state, painter(output.color))) output.out(line);
}

/** No event of the thread's: it is in no log and has no number. */
function showHostNews(news: HostNews, thread: string, { output, json }: PursueOptions): void {
  if (json) output.out(JSON.stringify({ at: Date.now(), thread, type: 'terminal.host', ...news }));
  else output.out(hostNewsLine(news, painter(output.color)));
}

async function showEnd(core: Core, state: ThreadState, options: PursueOptions): Promise<void> {
  const { output, json } = options;
  if (json) return output.out(JSON.stringify(resultLine(core.store, state)));
  for (const line of summaryLines(state, eventsOf(core.store, state.thread), painter(output.color))) output.out(line);
  for (const line of (await options.epilogue?.(state)) ?? []) output.out(line);
  const remedy = nextStep(state);
  if (remedy) output.out(`\n${remedy}`);
}
