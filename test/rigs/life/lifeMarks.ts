import type { RecordedEvent } from '../../../shared/thread/events';

/** What a log leaves open, read from its pairs of events alone: nothing here knows how the thread's state is made. */
interface Open {
  readonly turn: string | undefined;
  readonly request: string | undefined;
  readonly verification: string | undefined;
  readonly accepting: boolean;
  /** Calls that were made and have no answer. */
  readonly calls: readonly string[];
  readonly started: ReadonlySet<string>;
  readonly waiting: ReadonlySet<string>;
  readonly processes: readonly string[];
}

/**
 * The marks that a restart must make after this log and no others: lost processes, and, where something was half done, every open
 * thing closed as interrupted. A turn in which nothing was half done goes on.
 */
export function marksDue(log: readonly RecordedEvent[]): readonly string[] {
  const open = openIn(log);
  const lost = open.processes.map((process) => `process.exited ${process} lost`);
  const running = [...open.started].filter((call) => !open.waiting.has(call));
  const halfDone = open.request !== undefined || open.verification !== undefined || running.length > 0;
  if (!halfDone) return [...lost, ...(open.turn === undefined ? [] : [`turn.resumed ${open.turn}`])];
  return [
    ...lost,
    ...(open.verification === undefined ? [] : [`verification.finished ${open.verification} abandoned`]),
    ...(open.accepting ? ['question.opened acceptance'] : []),
    ...open.calls.map((call) => `tool.finished ${call} ${open.started.has(call) ? 'interrupted' : 'not_run'}`),
    ...(open.request === undefined ? [] : [`usage.charged ${open.request} estimated`]),
    ...(open.turn === undefined ? [] : [`turn.interrupted ${open.turn}`]),
  ];
}

/** The same words for the events that a restart made. */
export function markOf(event: RecordedEvent): string {
  switch (event.type) {
    case 'process.exited':
      return `${event.type} ${event.data.process} ${event.data.reason}`;
    case 'verification.finished':
      return `${event.type} ${event.data.verification} ${event.data.outcome}`;
    case 'tool.finished':
      return `${event.type} ${event.data.call} ${event.data.status}`;
    case 'usage.charged':
      return `${event.type} ${event.data.request} ${event.data.estimated ? 'estimated' : 'told'}`;
    case 'turn.interrupted':
    case 'turn.resumed':
      return `${event.type} ${event.data.turn}`;
    case 'question.opened':
      return `${event.type} ${event.data.question.id}`;
    default:
      return event.type;
  }
}

function openIn(log: readonly RecordedEvent[]): Open {
  const turns = ids(log, 'turn.started', 'turn', ['turn.finished', 'turn.interrupted']);
  const requests = ids(log, 'request.started', 'request', ['model.responded', 'request.failed', 'usage.charged']);
  const verifications = ids(log, 'verification.started', 'verification', ['verification.finished']);
  const started = new Set(ids(log, 'tool.started', 'call', ['tool.finished']));
  const made = log.flatMap((event) =>
    event.type === 'model.responded' ? event.data.items.flatMap((item) => (item.type === 'tool_call' ? [item.call] : [])) : [],
  );
  const answered = new Set(log.flatMap((event) => (event.type === 'tool.finished' ? [event.data.call] : [])));
  return {
    turn: turns[0],
    request: requests[0],
    verification: verifications[0],
    accepting: log.some(
      (event) =>
        event.type === 'verification.started' &&
        event.data.verification === verifications[0] &&
        event.data.purpose === 'gate' &&
        event.data.accept === true,
    ),
    calls: made.filter((call) => !answered.has(call)),
    started,
    waiting: new Set(ids(log, 'wait.started', 'call', ['wait.ended', 'tool.finished'])),
    processes: ids(log, 'process.opened', 'process', ['process.exited']),
  };
}

/** Ids that one type of event opened and none of the others closed. */
function ids(log: readonly RecordedEvent[], opens: string, key: string, closes: readonly string[]): readonly string[] {
  const idOf = (event: RecordedEvent) => String((event.data as Record<string, unknown>)[key]);
  const closed = new Set(log.filter((event) => closes.includes(event.type)).map(idOf));
  return log.filter((event) => event.type === opens).flatMap((event) => (closed.has(idOf(event)) ? [] : [idOf(event)]));
}
