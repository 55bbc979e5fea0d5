import { quotedLines } from '../../goal/quoting';
import { restateContract } from '../../goal/restate';
import { fence } from '../answers';
import { claimsText } from '../claimsText';
import type { GoalState, Iteration } from '../goalState';
import { isOver } from '../over';
import { lookingText, standingText } from '../prompt';
import type { EvidenceRow, ThreadState } from '../state';
import { cutText, lastThatFit, oneLine } from './fit';
import { charactersFor, SHARES, type Share } from './room';

/** Of one iteration's words: enough to know it again. */
const WORDS_LENGTH = 160;

/** Of one command or plan step. */
const LINE_LENGTH = 200;

const OPENING = [
  'The conversation before this was as long as the model can take in, so the app has replaced it. What stands here is restated from',
  'the app’s own record; then follows your summary of what is gone, and it may be your last steps word for word. Go on from here:',
  'the work is under way, and nothing in it is to be begun again. Files, outputs and evidence can be looked at with the tools.',
].join('\n');

/**
 * What stands in a compacted conversation's place: facts from the state, and the model's summary marked as its words. However long
 * the thread, it takes no more than its shares of the room; the contract alone is always whole.
 */
export function compactedText(state: ThreadState, summary: string): string {
  const goal = isOver(state) ? null : state.goal;
  return [
    OPENING,
    lookingText(state.turn?.kind),
    wordsText(state),
    ...(goal ? [restateContract(goal.contract, goal.revision), standingText(state, goal), ...goalTexts(state, goal)] : []),
    listText('Your plan:', planLines(state), charactersFor(state, SHARES.plan)),
    listText('Processes that run in the background:', processLines(state), charactersFor(state, SHARES.processes)),
    ['Your own summary of the conversation that is gone (your words, not facts of the app’s):', ...quotedLines(summary)].join(
      '\n',
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** A heading and the last of its lines that fit; nothing where there are none. */
function listText(heading: string, lines: readonly string[], characters: number): string {
  if (lines.length === 0) return '';
  const { kept, left } = lastThatFit(lines, characters);
  return [heading, ...(left > 0 ? [`- [${left} before these left out]`] : []), ...kept].join('\n');
}

function wordsText(state: ThreadState): string {
  const messages = state.context.words;
  const characters = charactersFor(state, SHARES.words);
  const lines = messages.map((text) => ['-', ...quotedLines(cutText(text, characters / 2), '  ')].join('\n'));
  const opened = state.turn?.kind === 'user' ? ' The last of it opened the running turn.' : '';
  return listText(`What the user has said, word for word and the latest last.${opened}`, lines, characters);
}

function goalTexts(state: ThreadState, goal: GoalState): readonly string[] {
  return [
    failuresText(state, charactersFor(state, SHARES.failures)),
    claimsText(goal.claimLedger, charactersFor(state, SHARES.claims)),
    iterationsText(goal.iterations, SHARES.iterations, state),
    listText(
      'Files changed since the start, lines summed over the turns:',
      fileLines(goal.iterations),
      charactersFor(state, SHARES.files),
    ),
  ];
}

/** Checks that do not pass, each with the bounded output of its latest evidence. */
function failuresText(state: ThreadState, characters: number): string {
  const open = [...latestOf(state.evidence).values()].filter((row) => row.verdict.verdict !== 'pass');
  if (open.length === 0) return '';
  const each = Math.floor(characters / open.length);
  const texts = open.map((row) => {
    const said = row.verdict.verdict === 'pass' ? '' : oneLine(row.verdict.message, LINE_LENGTH);
    const excerpt = state.excerpts[row.check];
    const output = excerpt?.evidence === row.id ? cutText(excerpt.text.trim(), Math.max(0, each - LINE_LENGTH)) : '';
    return `- ${row.check}: ${said} [evidence ${row.id}]${output === '' ? '' : `\n${fence(output)}`}`;
  });
  return listText('Checks that do not pass, with what they printed last:', texts, characters + texts.length * LINE_LENGTH);
}

function latestOf(evidence: readonly EvidenceRow[]): ReadonlyMap<string, EvidenceRow> {
  return new Map(evidence.map((row) => [row.check, row]));
}

/** The ledger: the last iterations with the model's words, and those before them in figures. */
function iterationsText(iterations: readonly Iteration[], share: Share, state: ThreadState): string {
  if (iterations.length === 0) return '';
  const { kept, left } = lastThatFit(iterations.map(iterationLine), charactersFor(state, share));
  const earlier = left > 0 ? [earlierLine(iterations.slice(0, left))] : [];
  return ['Iterations so far, with what you recorded of them in quotes:', ...earlier, ...kept].join('\n');
}

function iterationLine({ n, changed, tools, evidence, claims, words }: Iteration): string {
  const facts = [
    `${changed.length} files changed`,
    `${tools} tools`,
    ...(evidence.length > 0 ? [`evidence ${evidence.join(' ')}`] : []),
    ...(claims.length > 0 ? [`claim ${claims.join(', ')}`] : []),
  ];
  const said = words && `; changed “${short(words.changed)}”, evidence “${short(words.evidence)}”, next “${short(words.next)}”`;
  return `- ${n}: ${facts.join(', ')}${said ?? ''}`;
}

const short = (text: string) => oneLine(text, WORDS_LENGTH);

function earlierLine(earlier: readonly Iteration[]): string {
  const refused = earlier.flatMap((iteration) => iteration.claims).filter((claim) => claim === 'refused').length;
  const tools = earlier.reduce((sum, iteration) => sum + iteration.tools, 0);
  return `- ${earlier[0]?.n} to ${earlier.at(-1)?.n}: ${earlier.length} iterations, ${tools} tools, ${refused} claims refused`;
}

/** One line a path, the latest changed last. */
function fileLines(iterations: readonly Iteration[]): readonly string[] {
  const files = new Map<string, { added: number; removed: number; status: string }>();
  for (const { path, added, removed, status } of iterations.flatMap((iteration) => iteration.changed)) {
    const known = files.get(path) ?? { added: 0, removed: 0 };
    files.delete(path);
    files.set(path, { added: known.added + (added ?? 0), removed: known.removed + (removed ?? 0), status });
  }
  return [...files].map(
    ([path, { added, removed, status }]) => `- ${oneLine(path, LINE_LENGTH)}: ${status}, +${added} -${removed}`,
  );
}

function planLines({ plan }: ThreadState): readonly string[] {
  return plan.map(({ step, status }) => `- ${status.replace('_', ' ')}: ${oneLine(step, LINE_LENGTH)}`);
}

function processLines({ processes }: ThreadState): readonly string[] {
  return Object.values(processes)
    .filter((process) => process.status === 'running')
    .map(({ id, command }) => `- session ${id}: ${oneLine(command, LINE_LENGTH)}`);
}
