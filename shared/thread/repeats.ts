import { fingerprint } from '../kernel/fingerprint';
import { READ_ONLY_TOOLS, THREAD_TOOLS } from '../tools/arguments';
import type { EventData } from './events';

/** A call and what came of it, by fingerprints, and how often in a row: nothing else has touched the tree in between. */
export interface Repeat {
  readonly call: string;
  readonly outcome: string;
  readonly count: number;
}

/** The third time is pointed out: once may be a mistake and twice a check of it, three times is a habit. */
const POINTED_OUT_AT = 3;

/** Different calls that are watched: those of a few steps that a model goes round in. Older ones begin anew. */
const CALLS_WATCHED = 8;

/** Waiting again for the same thing is what `wait` is for. */
const MAY_REPEAT: ReadonlySet<string> = new Set(['wait']);

type Called = Pick<EventData<'tool.finished'>, 'name' | 'status' | 'exit' | 'stored' | 'output'> & { readonly arguments: string };

/** How many times in a row the call has now come to this. */
export function timesInARow(repeats: readonly Repeat[], called: Called): number {
  const known = repeats.find((repeat) => repeat.call === callOf(called));
  return known && known.outcome === outcomeOf(called) ? known.count + 1 : 1;
}

/** What the model is told beside the answer, where it has had the same one often enough. */
export function repeatNote(name: string, times: number): string | undefined {
  if (times < POINTED_OUT_AT || MAY_REPEAT.has(name)) return undefined;
  return `[You have made this same ${name} call ${times} times in a row with the same outcome, and nothing that touched the tree came in between. Doing it again will not change that: try another way, or report blocked with update_goal and say what is missing.]`;
}

/**
 * After an answer. `times` is what the answer itself says, where it pointed the repetition out: its text then holds the note, and
 * the outcome is the one already known. Whatever may have touched the tree makes all other calls new.
 */
export function withAnswer(repeats: readonly Repeat[], called: Called, times: number | undefined): readonly Repeat[] {
  const call = callOf(called);
  const known = repeats.find((repeat) => repeat.call === call);
  const outcome = times !== undefined && known ? known.outcome : outcomeOf(called);
  const now: Repeat = { call, outcome, count: times ?? timesInARow(repeats, called) };
  const touches = !READ_ONLY_TOOLS.has(called.name) && !THREAD_TOOLS.has(called.name);
  const others = touches ? [] : repeats.filter((repeat) => repeat.call !== call);
  return [...others, now].slice(-CALLS_WATCHED);
}

/** How the tools tell what a command took (`electron/tools/commandAnswer`): it differs each time, and is no outcome. */
const OUR_TIMES = /\bafter [\d.]+ (?:ms|s|min(?: \d+ s)?)|[\d.]+ (?:ms|s|min(?: \d+ s)?) so far/g;

function callOf(called: Called): string {
  return fingerprint(`${called.name} ${called.arguments}`);
}

/** The stored output where there is one: it is whole, and holds none of our words, such as how long it took. */
function outcomeOf(called: Called): string {
  const said = called.stored?.sha256 ?? called.output.replace(OUR_TIMES, '');
  return fingerprint(`${called.status} ${called.exit ?? ''} ${said}`);
}
