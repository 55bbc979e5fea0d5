import type {
  ChatCompletionAssistantMessageParam,
  ChatCompletionMessageFunctionToolCall,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import { assertNever } from '../../shared/kernel/assertNever';
import type { TranscriptItem } from '../../shared/provider/model';
import { acceptableName, UNANSWERED } from './toolCalls';

/** Between two texts that become one message. */
const BETWEEN = '\n\n';

/**
 * Stands between a tool's result and what the user says next: Mistral's servers and templates want the model to have spoken after a
 * result, and a turn may end on one.
 */
const HEARD = 'Noted.';

/** Stands where the model is to speak and nobody spoke to it: strict servers answer only a user or a tool. */
const GO_ON = 'Go on.';

type ToolCallItem = Extract<TranscriptItem, { type: 'tool_call' }>;

/**
 * The conversation as even strict chat templates accept it: roles alternate, what the model said and called in a row is one message,
 * its calls are answered right after it and once each, and it is never the model that spoke first or last. Reasoning is left out.
 */
export function chatMessages(instructions: string, items: readonly TranscriptItem[]): ChatCompletionMessageParam[] {
  const messages = new Conversation(resultsOf(items));
  if (instructions !== '') messages.list.push({ role: 'system', content: instructions });
  for (const item of items) messages.add(item);
  return messages.ended();
}

const resultsOf = (items: readonly TranscriptItem[]): ReadonlyMap<string, string> =>
  new Map(items.flatMap((item) => (item.type === 'tool_result' ? [[item.call, item.output]] : [])));

class Conversation {
  readonly list: ChatCompletionMessageParam[] = [];
  readonly #results: ReadonlyMap<string, string>;
  /** What the model has said and called since anybody else spoke. */
  #said: string[] = [];
  #calls: ToolCallItem[] = [];

  constructor(results: ReadonlyMap<string, string>) {
    this.#results = results;
  }

  add(item: TranscriptItem): void {
    switch (item.type) {
      case 'message':
        if (item.text === '') return;
        if (item.role === 'user') return this.#user(item.text);
        // Its text comes before its calls in a message, so what it says after them begins another.
        if (this.#calls.length > 0) this.#close();
        this.#said.push(item.text);
        return;
      case 'tool_call':
        this.#calls.push(item);
        return;
      case 'tool_result':
        // Results stand with their calls, one without a call nowhere.
        return this.#calls.some(({ call }) => call === item.call) ? this.#close() : undefined;
      case 'reasoning':
        return;
      default:
        return assertNever(item);
    }
  }

  ended(): ChatCompletionMessageParam[] {
    this.#close();
    const last = this.list.at(-1)?.role;
    if (last !== 'user' && last !== 'tool') this.#user(GO_ON);
    return this.list;
  }

  #user(text: string): void {
    this.#close();
    const last = this.list.at(-1);
    if (last?.role === 'user') last.content = `${last.content}${BETWEEN}${text}`;
    else {
      if (last?.role === 'tool') this.list.push({ role: 'assistant', content: HEARD });
      this.list.push({ role: 'user', content: text });
    }
  }

  /** Ends the model's message and answers its calls. */
  #close(): void {
    const [said, calls] = [this.#said, this.#calls];
    if (said.length === 0 && calls.length === 0) return;
    this.#said = [];
    this.#calls = [];
    const before = this.list.at(-1);
    if (before === undefined || before.role === 'system') this.list.push({ role: 'user', content: GO_ON });
    this.list.push(assistantMessage(said, calls));
    for (const { call } of calls) {
      this.list.push({ role: 'tool', tool_call_id: call, content: this.#results.get(call) ?? UNANSWERED });
    }
  }
}

function assistantMessage(said: readonly string[], calls: readonly ToolCallItem[]): ChatCompletionAssistantMessageParam {
  // LM Studio refuses null, and some templates write it out as a word; an empty text is taken by all.
  const content = said.join(BETWEEN);
  return { role: 'assistant', content, ...(calls.length === 0 ? {} : { tool_calls: calls.map(functionCall) }) };
}

function functionCall(item: ToolCallItem): ChatCompletionMessageFunctionToolCall {
  return { type: 'function', id: item.call, function: { name: acceptableName(item.name), arguments: acceptableArguments(item) } };
}

/** Servers parse the arguments to write them as the model does; where they do not parse, the whole conversation is refused. */
function acceptableArguments({ arguments: text }: ToolCallItem): string {
  if (isObject(text)) return text;
  return text.trim() === '' ? '{}' : JSON.stringify({ malformed: text });
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
