/**
 * Plays a script as if a model spoke it: the embedded demo, without a model, network or key. Which step comes next is read from the
 * conversation alone, so that a cut and resumed thread goes on where it was; nothing is kept between requests.
 */
import type { ModelEvent, ModelRequest, TranscriptItem } from '../../shared/provider/model';
import { REVIEW_TOOL } from '../../shared/thread/review/request';
import type { ModelProvider } from '../ports/modelProvider';
import { type ScriptedCriterion, scriptedReview, withEvidence } from './scriptedReview';
import { spoken } from './speech';
import { NO_TOKENS } from './wireField';

/** How the answer of a call begins that was cut off: it is made again. */
const INTERRUPTED = 'Interrupted:';

/** What a scripted agent says and does, in order. `label` is how people are told of it. */
export interface Script {
  readonly name: string;
  readonly label: string;
  readonly steps: readonly ScriptStep[];
  /** What it answers as an independent reviewer, criterion by criterion; without it, that it cannot tell. */
  readonly review?: readonly ScriptedCriterion[];
  /** What it does where a contract is asked for, whatever the words; without it, it says that it has none. */
  readonly draft?: readonly ScriptStep[];
}

export interface ScriptStep {
  readonly id: string;
  readonly say: string;
  readonly calls: readonly { readonly name: string; readonly arguments: Record<string, unknown> }[];
}

/** What is said and called next; `call` ids follow from the step, so that the same conversation gives the same move. */
export interface ScriptMove {
  readonly say: string;
  readonly calls: readonly { readonly call: string; readonly name: string; readonly arguments: string }[];
}

/** A provider that plays `script`. Usage is zero: nothing is asked of anybody. */
export function scripted(script: Script): ModelProvider {
  refuseAmbiguity(script);
  return { stream: (request, signal) => play(script, request, signal) };
}

async function* play(script: Script, request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  if (signal.aborted) return;
  if (request.tools.some(({ name }) => name === REVIEW_TOOL)) {
    yield { type: 'done', items: [scriptedReview(script.review ?? [], request)], usage: NO_TOKENS };
    return;
  }
  const move = moveFor(script, request);
  for await (const text of spoken(move.say, signal)) yield { type: 'text_delta', text };
  if (signal.aborted) return;
  for (const [nth, { name, arguments: json }] of move.calls.entries()) {
    if (name !== PROPOSES) continue;
    for await (const text of spoken(json, signal)) yield { type: 'arguments_delta', nth, name, text };
  }
  if (signal.aborted) return;
  const words: TranscriptItem[] = move.say === '' ? [] : [{ type: 'message', role: 'assistant', text: move.say }];
  const calls = move.calls.map((call): TranscriptItem => ({ type: 'tool_call', ...call }));
  yield { type: 'done', items: [...words, ...calls], usage: NO_TOKENS };
}

/** The tool that only a turn which drafts is given, and that is seen while it is called. */
const PROPOSES = 'propose_contract';

function moveFor(script: Script, { tools, items }: ModelRequest): ScriptMove {
  if (tools.some(({ name }) => name === PROPOSES)) return draftMove(script, items);
  return nextMove(script, items, { wrapUp: tools.length === 0 });
}

/** A draft is played from its beginning each time it is asked for, since the same words may be asked again; ids tell the times apart. */
function draftMove({ draft = [], ...script }: Script, items: readonly TranscriptItem[]): ScriptMove {
  const asks = items.flatMap((item, index) => (item.type === 'message' && item.role === 'user' ? [index] : []));
  const since = items.slice(asks.at(-1) ?? 0);
  const steps = draft.map((step) => ({ ...step, id: `${step.id}-${asks.length}` }));
  return nextMove({ ...script, steps }, since, { wrapUp: false });
}

/**
 * The move for this conversation: the first step that is not answered, with those of its calls that are not; one closing sentence
 * in a wrap-up, and when the script is over a sentence that says so.
 */
export function nextMove(script: Script, items: readonly TranscriptItem[], options: { readonly wrapUp: boolean }): ScriptMove {
  const played = playedOf(items);
  const at = script.steps.findIndex((step) => openCalls(step, played).length > 0 || isUnsaid(step, played));
  const step = script.steps[at];
  if (options.wrapUp) return { say: closing(script, at), calls: [] };
  if (!step) return { say: `The script "${script.name}" is over, nothing is left to play.`, calls: [] };
  const calls = openCalls(step, played).map((call) => ({ ...call, arguments: withEvidence(call.arguments, items) }));
  return { say: step.say, calls };
}

/** A script whose place cannot be read from a conversation is a bug: ids, and what a step without calls says, stand once. */
export function refuseAmbiguity(script: Script): void {
  const ids = new Set<string>();
  for (const step of script.steps) {
    if (ids.has(step.id)) throw new Error(`script ${script.name}: the step id "${step.id}" stands twice`);
    ids.add(step.id);
    const sameText = script.steps.filter((other) => other.say === step.say);
    if (step.calls.length === 0 && (step.say === '' || sameText.length > 1)) {
      throw new Error(`script ${script.name}: step "${step.id}" makes no call, so its text must stand once and not be empty`);
    }
  }
}

interface Played {
  readonly calls: ReadonlySet<string>;
  readonly answers: ReadonlyMap<string, string>;
  readonly said: ReadonlySet<string>;
}

function playedOf(items: readonly TranscriptItem[]): Played {
  const calls = new Set<string>();
  const answers = new Map<string, string>();
  const said = new Set<string>();
  for (const item of items) {
    if (item.type === 'tool_call') calls.add(item.call);
    if (item.type === 'tool_result') answers.set(item.call, item.output);
    if (item.type === 'message' && item.role === 'assistant') said.add(item.text);
  }
  return { calls, answers, said };
}

const isUnsaid = (step: ScriptStep, played: Played): boolean => step.calls.length === 0 && !played.said.has(step.say);

function openCalls(step: ScriptStep, played: Played): ScriptMove['calls'] {
  return step.calls.flatMap(({ name, arguments: values }, index) => {
    let attempt = 1;
    while (played.calls.has(callId(step, index, attempt))) {
      const answer = played.answers.get(callId(step, index, attempt));
      if (answer !== undefined && !answer.startsWith(INTERRUPTED)) return [];
      attempt++;
    }
    return [{ call: callId(step, index, attempt), name, arguments: JSON.stringify(values) }];
  });
}

function callId(step: ScriptStep, index: number, attempt: number): string {
  const first = `${step.id}-${index + 1}`;
  return attempt === 1 ? first : `${first}-r${attempt}`;
}

function closing(script: Script, at: number): string {
  const { length } = script.steps;
  const place = at === -1 ? `after all of its ${length} steps` : `before step ${at + 1} of ${length}, "${script.steps[at]?.id}"`;
  return `The script "${script.name}" stops ${place}; what was done so far stands in the working tree.`;
}
