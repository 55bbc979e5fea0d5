import type { Contract } from '../../goal/contract';
import { type EventType, parseEvent } from '../../thread/events';
import type { Dossier } from '../../tools/dossier';
import { parseToolArguments } from '../../tools/specs';
import { toolSubject } from '../conversation/toolWords';

/** What a found text is: which word stands beside it. */
export type PassageKind = 'goal' | 'person' | 'agent' | 'command' | 'files' | 'note' | 'question';

/** A text of a thread that is looked through. `goal` is what the goal is for; it is found before everything else. */
export interface Passage {
  readonly kind: PassageKind;
  readonly goal: string;
  readonly words: string;
}

/** A message may be a whole file. Its beginning is what people remember of it, and the index stays smaller than the log. */
const MOST_CHARACTERS = 20_000;

/** The events that hold such a text. Outputs of commands are none: they are large, and have a search of their own. */
export const SEARCHED_TYPES: readonly EventType[] = [
  'goal.drafted',
  'goal.edited',
  'goal.proposed',
  'goal.claimed',
  'goal.completed',
  'goal.blocked',
  'input.queued',
  'input.changed',
  'model.responded',
  'tool.started',
  'iteration.recorded',
  'claim.recorded',
  'checkpoint.taken',
  'gate.refused',
  'question.opened',
  'question.answered',
  'protected.returned',
];

/** The texts of one event as the log has it: what was taken out of that is in none of them. */
export function passagesOf(stored: { readonly type: string; readonly data: unknown }): readonly Passage[] {
  return textsOf(parseEvent(stored.type, stored.data)).flatMap(({ kind, goal = '', words = '' }) => {
    const passage = { kind, goal: plain(goal), words: plain(words) };
    return passage.goal === '' && passage.words === '' ? [] : [passage];
  });
}

interface Text {
  readonly kind: PassageKind;
  readonly goal?: string;
  readonly words?: string;
}

function textsOf(event: ReturnType<typeof parseEvent>): readonly Text[] {
  switch (event.type) {
    case 'goal.edited':
      return [goalText(event.data.contract), { kind: 'person', words: event.data.why ?? '' }];
    case 'goal.drafted':
    case 'goal.proposed':
      return [goalText(event.data.contract)];
    case 'goal.claimed':
    case 'goal.completed':
      return [{ kind: 'note', words: event.data.summary }];
    case 'goal.blocked':
      return [{ kind: 'note', words: dossierWords(event.data.dossier) }];
    case 'input.queued':
      return event.data.from === 'app' ? [] : [{ kind: 'person', words: event.data.text }];
    case 'input.changed':
      return [{ kind: 'person', words: event.data.text }];
    case 'model.responded':
      return event.data.items.flatMap((item) =>
        item.type === 'message' && item.role === 'assistant' ? [{ kind: 'agent' as const, words: item.text }] : [],
      );
    case 'tool.started':
      return callText(event.data.name, event.data.arguments);
    case 'iteration.recorded':
      return [{ kind: 'note', words: `${event.data.changed}\n${event.data.evidence}\n${event.data.next}` }];
    case 'claim.recorded':
      return [{ kind: 'note', words: `${event.data.claim.claim}\n${event.data.claim.route}` }];
    case 'checkpoint.taken':
      return [{ kind: 'files', words: event.data.changed.map(({ path }) => path).join('\n') }];
    case 'gate.refused':
      return [{ kind: 'note', words: event.data.reasons.map(({ message }) => message).join('\n') }];
    case 'question.opened':
      return [{ kind: 'question', words: event.data.question.text }];
    case 'question.answered':
      return [{ kind: 'person', words: event.data.answer }];
    case 'protected.returned':
      return [{ kind: 'person', words: event.data.note }];
    default:
      return [];
  }
}

function goalText(contract: Contract): Text {
  return { kind: 'goal', goal: contract.outcome, words: contractWords(contract) };
}

/** The files of a call that changes or reads some, or the command. What was typed into a program may be a password, and is none. */
function callText(name: string, json: string): readonly Text[] {
  if (name === 'write_stdin') return [];
  if (name === 'read_file' || name === 'apply_patch') return [{ kind: 'files', words: toolSubject(name, json) }];
  if (name !== 'shell') return [];
  const parsed = parseToolArguments(name, json);
  return parsed.ok && parsed.value.name === 'shell' ? [{ kind: 'command', words: parsed.value.arguments.command }] : [];
}

function contractWords(contract: Contract): string {
  const checks = [...contract.verification, ...contract.constraints.flatMap(({ check }) => (check ? [check] : []))];
  const runs = checks.flatMap((check) =>
    'run' in check && check.run !== undefined ? [`${check.id}: ${check.run}`] : [check.id],
  );
  return [...runs, ...contract.constraints.map(({ text }) => text), ...contract.boundaries.write].join('\n');
}

function dossierWords({ attempts, blocker, needs }: Dossier): string {
  return [blocker, ...attempts, ...needs.map(({ question }) => question)].join('\n');
}

/** Control characters would stand in the way of the marks round found words. */
function plain(text: string): string {
  return text
    .slice(0, MOST_CHARACTERS)
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}
