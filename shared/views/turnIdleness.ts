import type { RecordedEvent } from '../thread/events';

interface Call {
  started: boolean;
  waits: boolean;
  asks: boolean;
}

/** Whether the open turn does nothing but wait, from its events alone: what `markIdle` (`thread/activeTime.ts`) keeps in the state. */
export class TurnIdleness {
  #calls = new Map<string, Call>();
  readonly #askedBy = new Map<string, string>();
  /** A request failed and the next one was not sent yet. */
  #retries = false;
  #reviewRetries = false;
  #paused = false;

  get isIdle(): boolean {
    if (this.#paused || this.#reviewRetries) return true;
    if (this.#calls.size === 0) return this.#retries;
    const calls = [...this.#calls.values()];
    return !calls.some(({ started, waits }) => started && !waits) && calls.some(({ waits, asks }) => waits || asks);
  }

  tell(event: RecordedEvent): void {
    this.#tellCall(event);
    this.#tellTry(event);
    if (event.type === 'goal.paused') this.#paused = true;
    else if (LEAVES_PAUSE.has(event.type)) this.#paused = false;
  }

  #tellCall(event: RecordedEvent): void {
    switch (event.type) {
      case 'turn.started':
        this.#calls = new Map();
        return;
      case 'model.responded':
        this.#calls = new Map(event.data.items.flatMap((item) => (item.type === 'tool_call' ? [[item.call, newCall()]] : [])));
        return;
      case 'tool.started':
        this.#change(event.data.call, { started: true });
        return;
      case 'wait.started':
        this.#change(event.data.call, { waits: true });
        return;
      case 'question.opened': {
        const { question } = event.data;
        if (question.kind !== 'permission') return;
        this.#askedBy.set(question.id, question.call);
        this.#change(question.call, { asks: true });
        return;
      }
      case 'question.answered':
      case 'question.closed':
        this.#change(this.#askedBy.get(event.data.question), { asks: false });
        return;
      case 'tool.finished':
        this.#calls.delete(event.data.call);
        return;
      default:
        return;
    }
  }

  #tellTry(event: RecordedEvent): void {
    switch (event.type) {
      case 'request.failed':
        this.#retries = true;
        return;
      case 'request.started':
      case 'turn.started':
        this.#retries = false;
        return;
      case 'review.failed':
        this.#reviewRetries = true;
        return;
      case 'review.asked':
      case 'check.started':
      case 'evidence.recorded':
      case 'verification.finished':
        this.#reviewRetries = false;
        return;
      default:
        return;
    }
  }

  #change(call: string | undefined, change: Partial<Call>): void {
    const known = call === undefined ? undefined : this.#calls.get(call);
    if (known) Object.assign(known, change);
  }
}

const newCall = (): Call => ({ started: false, waits: false, asks: false });

const LEAVES_PAUSE: ReadonlySet<RecordedEvent['type']> = new Set([
  'goal.drafted',
  'goal.activated',
  'goal.resumed',
  'goal.reopened',
  'goal.blocked',
  'goal.limited',
  'goal.completed',
  'goal.cleared',
]);
