import { BlobRef } from '../kernel/blobRef';
import type { EventType, RecordedEvent } from '../thread/events';

/**
 * What a bundle leaves out: the conversation with the model, the agent's own commands, and the traffic with the provider. Everything
 * else of a goal is its record, so that a fact of a later version is told rather than lost.
 */
const CONVERSATION: ReadonlySet<EventType> = new Set<EventType>([
  'thread.opened',
  'model.responded',
  'tool.started',
  'tool.finished',
  'process.opened',
  'process.exited',
  'plan.updated',
  'request.started',
  'request.failed',
  'context.changed',
  'context.compacted',
  'wait.started',
  'wait.ended',
  'mode.changed',
  'input.queued',
  'input.changed',
  'input.withdrawn',
  'input.steered',
  'input.delivered',
]);

/** Whether the event is part of a goal's record, which a bundle holds fact by fact. */
export function isRecord(event: RecordedEvent): boolean {
  return !CONVERSATION.has(event.type);
}

/** Facts that the sums of the report are made of, beside the record: when a turn was idle. They are small. */
const CLOCK: ReadonlySet<EventType> = new Set<EventType>(['request.started', 'request.failed', 'wait.started', 'wait.ended']);

export function isReported(event: RecordedEvent): boolean {
  return isRecord(event) || CLOCK.has(event.type);
}

/**
 * A fact as the record has it. Without what the model was told, which is conversation, and without excerpts of content that comes
 * whole: they may be cut inside a secret, which would not be known by its half.
 */
export function asRecorded(event: RecordedEvent): RecordedEvent {
  switch (event.type) {
    case 'turn.started':
      return { ...event, data: { ...event.data, prompt: '' } };
    case 'evidence.recorded':
      return storedBlobs(event.data).length === 0
        ? event
        : { ...event, data: { ...event.data, evidence: { ...event.data.evidence, excerpt: '' } } };
    case 'question.opened':
      return event.data.question.kind === 'protected'
        ? { ...event, data: { question: { ...event.data.question, excerpt: '' } } }
        : event;
    default:
      return event;
  }
}

/** Stored content that a fact names, with the words for what it is: `run 1 stdout`. */
export interface StoredContent {
  readonly ref: BlobRef;
  readonly what: string;
}

/** Every reference to stored content anywhere in a fact's data, so that what a later version stores comes along. */
export function storedBlobs(data: unknown, path: readonly string[] = []): readonly StoredContent[] {
  const ref = BlobRef.safeParse(data);
  if (ref.success) return [{ ref: ref.data, what: path.join(' ') }];
  if (Array.isArray(data)) return data.flatMap((item, index) => storedBlobs(item, numbered(path, index)));
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([name, item]) =>
    storedBlobs(item, path.length === 0 && OUTER.has(name) ? path : [...path, name]),
  );
}

/** The names that every fact's content stands below say nothing. */
const OUTER: ReadonlySet<string> = new Set(['evidence', 'question']);

/** `runs`, 0 → `run 1`. */
function numbered(path: readonly string[], index: number): readonly string[] {
  const list = path.at(-1) ?? '';
  return [...path.slice(0, -1), `${list.replace(/s$/, '')} ${index + 1}`];
}
