import type { EventType, RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import { law } from '../../fakes/law';
import { assertAnswered, assertCharged, assertFolds } from '../../fakes/threadLog';

/** What was begun once must be closed once: by which events, under which id. */
const PAIRS: readonly (readonly [EventType, readonly EventType[], string])[] = [
  ['turn.started', ['turn.finished', 'turn.interrupted'], 'turn'],
  ['verification.started', ['verification.finished'], 'verification'],
  ['tool.started', ['tool.finished'], 'call'],
  ['question.opened', ['question.answered', 'question.closed'], 'id'],
  ['process.opened', ['process.exited'], 'process'],
];

/** Everything that must hold of a complete life, whatever killed it how often; `deeds` are what was really done in the world. */
export function assertLife(log: readonly RecordedEvent[], state: ThreadState, deeds: readonly string[]): void {
  law(
    log.every((event, index) => event.seq === index + 1),
    'the log is no sequence',
  );
  law(state.goal?.status === 'complete' && state.goal.mark.by === 'user', `${state.goal?.status} instead of accepted`);
  assertFolds(state.thread, log, state, Math.floor(log.length / 2));
  assertAnswered(state);
  assertCharged(log, state);
  for (const [opens, closes, key] of PAIRS) closedOnce(log, opens, closes, key);
  doneOnce(log, deeds);
  chargedOnce(log);
  pausesKept(log);
  waitsKept(log);
  resetsKept(log);
  heardOnce(log);
}

const idOf = ({ data }: RecordedEvent, key: string) => {
  const values = data as Record<string, unknown> & { question?: { id: string } | string };
  if (key !== 'id') return String(values[key]);
  return typeof values.question === 'object' ? values.question.id : String(values.question);
};

/** Counts, since a question's id may be used again. */
function closedOnce(log: readonly RecordedEvent[], opens: EventType, closes: readonly EventType[], key: string): void {
  const open = new Set<string>();
  for (const event of log) {
    const id = idOf(event, key);
    if (event.type === opens) {
      law(!open.has(id), `${opens} ${id} twice`);
      open.add(id);
    } else if (closes.includes(event.type) && !open.delete(id)) {
      law(event.type === 'tool.finished', `${event.type} ${id} closes what is not open`);
    }
  }
  law(open.size === 0, `${opens} ${[...open].join(', ')} was never closed`);
}

/** No tool, check or request happened twice in the world, or without being on record first. */
function doneOnce(log: readonly RecordedEvent[], deeds: readonly string[]): void {
  const acts = deeds.filter((deed) => /^(tool|check|model) /.test(deed));
  law(new Set(acts).size === acts.length, `done twice: ${acts.filter((act, index) => acts.indexOf(act) !== index).join(', ')}`);
  const recorded = new Set(
    log.flatMap((event) => {
      if (event.type === 'tool.started') return [`tool ${event.data.call}`];
      if (event.type === 'check.started') return [`check ${event.data.evidence}`];
      return event.type === 'request.started' ? [`model ${event.data.request}`] : [];
    }),
  );
  const unknown = acts.filter((act) => !recorded.has(act));
  law(unknown.length === 0, `done without a record: ${unknown.join(', ')}`);
  const kept = log.flatMap((event) => (event.type === 'evidence.recorded' ? [event.data.evidence.id] : []));
  law(new Set(kept).size === kept.length, 'evidence stands twice');
}

/** Every request that was sent is charged once, but for one that the server refused before it began. */
function chargedOnce(log: readonly RecordedEvent[]): void {
  for (const event of log) {
    if (event.type !== 'request.started') continue;
    const { request } = event.data;
    const charges = log.filter((other) => other.type === 'usage.charged' && other.data.request === request).length;
    const free = log.some(
      (other) => other.type === 'request.failed' && other.data.request === request && other.data.error.kind !== 'cut',
    );
    law(charges === (free ? 0 : 1), `${request} was charged ${charges} times`);
  }
}

/** A provider's pause is waited for, by whichever process comes to ask again, unless a person stepped in. */
function pausesKept(log: readonly RecordedEvent[]): void {
  for (const [index, event] of log.entries()) {
    if (event.type !== 'request.failed' || event.data.retryAt === null) continue;
    const next = log.slice(index + 1).find((other) => other.type === 'request.started' || other.type === 'goal.resumed');
    if (next?.type !== 'request.started') continue;
    law(next.at >= event.data.retryAt, `${next.data.request} did not wait until ${event.data.retryAt}`);
    law(next.data.turn === event.data.turn, `the retry of ${event.data.request} was given up for another turn`);
  }
}

/** A wait is ended by its time, not by a restart. */
function waitsKept(log: readonly RecordedEvent[]): void {
  for (const event of log) {
    if (event.type !== 'wait.started') continue;
    const { call, until } = event.data;
    const ended = log.find((other) => other.type === 'wait.ended' && other.data.call === call);
    law(ended !== undefined && ended.at >= (until.deadline ?? 0), `the wait of ${call} was not waited for`);
  }
}

/** A quota is waited for until it is renewed, by whichever process is there then, unless a person stepped in. */
function resetsKept(log: readonly RecordedEvent[]): void {
  for (const [index, event] of log.entries()) {
    if (event.type !== 'goal.limited' || event.data.by !== 'provider' || event.data.resetAt === null) continue;
    const { resetAt } = event.data;
    const resumed = log.slice(index + 1).find((other) => other.type === 'goal.resumed');
    law(resumed?.data.by === 'app', `after the quota the goal was resumed by ${resumed?.data.by}`);
    law((resumed?.at ?? 0) >= resetAt, 'the goal did not wait for its quota');
  }
}

/** What a person said is heard once, in the words that held then; what was withdrawn is not heard. */
function heardOnce(log: readonly RecordedEvent[]): void {
  const said = new Map<string, string>();
  for (const event of log) {
    if (event.type === 'input.queued' || event.type === 'input.changed') said.set(event.data.input, event.data.text);
    if (event.type === 'input.withdrawn')
      law(said.delete(event.data.input), `${event.data.input} was withdrawn after it was heard`);
    if (event.type !== 'turn.started' && event.type !== 'input.delivered') continue;
    for (const input of event.data.inputs) {
      const words = said.get(input);
      law(words !== undefined && event.data.prompt.includes(words), `${input} was heard twice, or in other words`);
      said.delete(input);
    }
  }
  law(said.size === 0, `never heard: ${[...said.values()].join(', ')}`);
}
