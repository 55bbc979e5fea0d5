import type { Method, OpenedThread, ParsedParams, Results } from '../../shared/ipc/methods';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { ModelRef } from '../../shared/provider/model';
import { parseEvent, type RecordedEvent } from '../../shared/thread/events';
import type { ThreadState } from '../../shared/thread/state';
import { isWaived } from '../../shared/thread/waiver';
import type { ThreadRow } from '../../shared/views/threadRow';
import type { CorePart, Fault, WindowParts } from './ipc';
import { mendedModel } from './mendedModel';
import { commandsOf, setsGoing } from './windowCommand';

type Answered<M extends Method> = Result<Results[M], Fault>;

/** The thread's state; threads are looked up in the log first, so that asking for what is not there leaves nothing behind. */
export function stateOf(core: CorePart, thread: string): Result<ThreadState, Fault> {
  const state = core.store.head(thread) > 0 ? core.engine.state(thread) : undefined;
  if (state) return ok(state);
  return err({ code: 'no_thread', message: `There is no thread "${thread}" in this data folder.` });
}

export function listThreads(core: CorePart): Answered<'threads/list'> {
  return ok(core.engine.listed().map((listed) => ('fault' in listed ? unreadRow(listed) : listed.listing.row)));
}

/** One thread that does not read must not hide the others: it gets a row that says so. */
function unreadRow({ thread, updatedAt }: Pick<ThreadRow, 'thread' | 'updatedAt'>): ThreadRow {
  return {
    thread,
    title: `Thread ${thread} does not read`,
    workspace: '',
    apart: false,
    group: 'waiting',
    status: 'none',
    reason: 'unreadable',
    questions: 0,
    budgetShare: null,
    updatedAt,
    waived: false,
    archived: false,
    pinned: false,
  };
}

/** Events that a window opens with: several screens, and read and handed over in a few milliseconds. */
const OPENING_EVENTS = 400;

export function openThread(core: CorePart, thread: string): Result<OpenedThread, Fault> {
  const state = readable(core, thread);
  if (!state.ok) return state;
  // Nothing is awaited in between: the state is the fold of the events up to the last of these.
  const seq = core.store.head(thread);
  const last = recordedEvents(core, thread, Math.max(0, seq - OPENING_EVENTS));
  return ok({ state: { ...state.value, transcript: [] }, seq, events: fromTurn(last) });
}

/** From the beginning of a turn where one is near: half a turn would show calls without their turn until the rest is read. */
function fromTurn(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  if (events[0]?.seq === 1) return events;
  const turn = events.findIndex((event) => event.type === 'turn.started');
  return turn < events.length / 2 ? events.slice(Math.max(0, turn)) : events;
}

export function threadEvents(core: CorePart, params: ParsedParams<'thread/events'>): Answered<'thread/events'> {
  const { thread, after, before } = params;
  const state = readable(core, thread);
  return state.ok ? ok(recordedEvents(core, thread, after, before)) : state;
}

function readable(core: CorePart, thread: string): Result<ThreadState, Fault> {
  try {
    return stateOf(core, thread);
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    return err({
      code: 'unreadable',
      message: `The thread's log does not read: ${firstLine(thrown.message)}. It was not changed.`,
    });
  }
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/\.$/, '');
}

function recordedEvents(core: CorePart, thread: string, after: number, before?: number): readonly RecordedEvent[] {
  return core.store.events(thread, after, before).map(({ seq, at, type, data }) => ({ ...parseEvent(type, data), seq, at }));
}

/** Carries out a person's order and lets the thread go on. The answer is given after its events are on disk (law 3). */
export async function threadCommand(
  { core, withFiles }: Pick<WindowParts, 'core' | 'withFiles'>,
  params: ParsedParams<'thread/command'>,
  named: () => ModelRef | undefined,
): Promise<Answered<'thread/command'>> {
  const { thread, id, command } = params;
  const state = readable(core, thread);
  if (!state.ok) return state;
  if (!core.sandbox.ok && setsGoing(command) && !isWaived(state.value)) {
    return err({ code: 'sandbox', message: core.sandbox.error.message });
  }
  if (core.sandbox.ok && command.type === 'sandbox.waive') return err(KEPT);
  for (const [index, order] of [...mendedModel(state.value, command, named()), ...commandsOf(command)].entries()) {
    const looked = await withFiles(state.value, order);
    if (!looked.ok) return looked;
    const submitted = core.engine.submit(thread, looked.value, index === 0 ? id : `${id}.${index}`);
    if (!submitted.ok) return err({ code: submitted.error.code, message: submitted.error.message });
  }
  driveThread(core, thread);
  return ok({ seq: core.store.head(thread) });
}

/** Offered only where there is no sandbox; who wants none all the same asks for it by name. */
const KEPT: Fault = {
  code: 'sandbox',
  message:
    'The sandbox works on this machine and is kept. `goalpost sandbox THREAD --waive` gives it up for a goal all the same.',
};

/** Without a sandbox threads are only looked at, but for a goal whose person gave it up: driving one would start what cannot run. */
export function driveThread(core: CorePart, thread: string): void {
  const state = core.sandbox.ok ? undefined : core.engine.state(thread);
  if (core.sandbox.ok || (state && isWaived(state))) core.engine.drive(thread, 'all');
}
