import type { Evidence } from '../../shared/evidence/record';
import type { ResearchClaim } from '../../shared/evidence/researchClaim';
import { ANSWER_WORDS } from '../../shared/evidence/review';
import { modelName } from '../../shared/provider/model';
import type { EventData, RecordedEvent, ThreadMode } from '../../shared/thread/events';
import type { ThreadState } from '../../shared/thread/state';
import { dirtyWords } from '../../shared/thread/suggestPlace';
import { needOptions } from '../../shared/tools/dossier';
import { budgetWords } from '../../shared/views/activation';
import { duration, lineCounts, thousands } from '../../shared/views/format';
import type { FileChange } from '../../shared/workspace/checkpoint';
import { revertWords } from '../../shared/workspace/revert';
import type { HostNews } from '../terminals/terminals';
import { evidenceLine } from './evidenceLine';
import { localTime } from './localTime';
import { oneLine, type Paint } from './paint';

/** What fits beside the time on a usual terminal. */
const TEXT_WIDTH = 100;

const MODES: Readonly<Record<ThreadMode, string>> = {
  plan: 'Plan mode: the agent only looks',
  draft: 'Drafting: the agent only looks',
  goal: 'Messages are for the goal again',
};

/** The lines that an event adds to the live view; most bookkeeping adds none. */
export function progressLines(event: RecordedEvent, state: ThreadState, paint: Paint): readonly string[] {
  switch (event.type) {
    case 'thread.opened':
      return [paint('quiet', `thread ${state.thread} in ${event.data.workspace.root}`)];
    case 'goal.drafted':
      return [paint('strong', `Goal: ${event.data.contract.outcome.trim()}`)];
    case 'place.made':
      return placeLines(event.data, paint);
    case 'verification.started':
      return verificationLine(event.data, paint);
    case 'evidence.recorded':
      return [evidenceLine(event.data.evidence, paint), ...criterionLines(event.data.evidence, paint)];
    case 'review.asked':
      return [paint('quiet', `  … asks an independent reviewer (${event.data.model}) about ${event.data.check}`)];
    case 'review.failed':
      return [paint('bad', `! ${event.data.error.message}${retryWords(event.data.retryAt, event.at)}`)];
    case 'goal.activated':
      return [...event.data.notes.map((note) => paint('asks', `! ${note}`)), paint('good', '● Active')];
    case 'turn.started':
      return ['', paint('strong', turnTitle(event.data.kind, event.data.n, event.data.reason))];
    case 'model.responded':
      return event.data.items.flatMap((item) =>
        item.type === 'message' && item.text.trim() !== ''
          ? item.text
              .trim()
              .split('\n')
              .map((line) => `  ${line}`)
          : [],
      );
    case 'tool.started':
      return toolLine(event.data.name, event.data.arguments, paint);
    case 'tool.finished':
      return finishedLine(event.data, paint);
    case 'iteration.recorded':
      return [`  ${paint('quiet', 'next')}  ${oneLine(event.data.next, TEXT_WIDTH)}`];
    case 'claim.recorded':
      return [claimLine(event.data.claim, paint)];
    case 'goal.claimed':
      return [paint('strong', `? Claimed: ${oneLine(event.data.summary, TEXT_WIDTH)}`)];
    case 'gate.refused':
      return event.data.reasons.map((reason) => paint('bad', `✗ Refused: ${oneLine(reason.message, TEXT_WIDTH)}`));
    case 'gate.opened':
      return [paint('good', '✓ Every check passes on this tree')];
    case 'gate.held':
      return [paint('asks', `◆ Gate held: protected ${event.data.paths.join(', ')}`)];
    case 'protected.returned':
      return [paint('asks', `● Sent protected files back: ${oneLine(event.data.note, TEXT_WIDTH)}`)];
    case 'checkpoint.taken':
      return event.data.reason === 'turn' ? changedLines(event.data.turn, event.data.changed, paint) : [];
    case 'tree.reverted':
      return [
        paint('asks', `↶ Put back ${revertWords(event.data.what)}: ${event.data.paths.length} files (${event.data.revert})`),
      ];
    case 'revert.refused':
      return [paint('bad', `! Not put back: ${oneLine(event.data.message, TEXT_WIDTH)}`)];
    case 'request.failed':
      return [paint('bad', `! ${event.data.error.message}${retryWords(event.data.retryAt, event.at)}`)];
    case 'request.started':
      return event.data.purpose === 'compaction' ? [paint('quiet', '  … compacts the conversation')] : [];
    case 'context.changed':
      return [paint('quiet', `the model takes ${thousands(event.data.tokens, 0)} tokens`)];
    case 'context.compacted':
      return [`  ${paint('quiet', `compacted: ${thousands(event.data.before, 0)} → ${thousands(event.data.after, 0)} tokens`)}`];
    case 'turn.interrupted':
      return [paint('asks', `! Turn interrupted: ${oneLine(event.data.reason, TEXT_WIDTH)}`)];
    case 'mode.changed':
      return [paint('quiet', MODES[event.data.mode])];
    case 'goal.proposed':
      return [paint('asks', `◇ Proposed: ${oneLine(event.data.contract.outcome, TEXT_WIDTH)}`)];
    case 'input.delivered':
      return [paint('asks', `  ▸ told the running turn: ${oneLine(event.data.prompt, TEXT_WIDTH)}`)];
    case 'turn.resumed':
      return [paint('quiet', '● The turn goes on where it stood')];
    case 'wait.started':
      return [paint('quiet', `  … waits for ${event.data.until.for}`)];
    case 'goal.completed':
      return [paint('good', `✓ Complete${event.data.by === 'user' ? ', accepted by the user' : ''}`)];
    case 'goal.paused':
      return [paint('asks', `‖ Paused: ${oneLine(event.data.reason, TEXT_WIDTH)}`)];
    case 'goal.resumed':
      return [paint('good', `● Active: ${event.data.reason}`)];
    case 'goal.blocked':
      return [paint('bad', `■ Blocked: ${oneLine(event.data.dossier.blocker, TEXT_WIDTH)}`)];
    case 'goal.limited':
      return [paint('asks', limitWords(event.data))];
    case 'wrap_up.asked':
      return [paint('asks', '● Wraps up: one turn without tools, then a pause')];
    case 'budget.warned':
      return [paint('asks', warningWords(event.data))];
    case 'budget.changed':
      return [paint('quiet', `● Budget: ${budgetWords(event.data.budget)}`)];
    case 'sandbox.waived':
      return [paint('bad', '! No sandbox from here on, by your word')];
    case 'sandbox.restored':
      return [paint('good', '● Sandboxed again')];
    case 'model.chosen':
      return [paint('quiet', `● Model: ${modelName(event.data.model)}`)];
    case 'question.opened':
      return questionLines(event.data.question, paint);
    default:
      return [];
  }
}

function verificationLine({ purpose, trial }: EventData<'verification.started'>, paint: Paint): string[] {
  if (trial) return [paint('quiet', '◐ Tries every check on the untouched tree')];
  if (purpose === 'baseline') return [paint('quiet', '◐ Baseline: every check on the untouched tree')];
  return purpose === 'gate' ? [paint('quiet', '◐ Verifying on the frozen tree')] : [];
}

function claimLine({ id, status, claim, evidence }: ResearchClaim, paint: Paint): string {
  const cited = evidence.length > 0 ? ` ${paint('quiet', `[${evidence.join(', ')}]`)}` : '';
  return `  ${paint('quiet', 'claim')}  ${id} ${paint(status === 'confirmed' ? 'good' : 'asks', status)}: ${oneLine(claim, TEXT_WIDTH)}${cited}`;
}

/** Each criterion of a review, with what the answer rests on. */
function criterionLines({ review }: Evidence, paint: Paint): string[] {
  return (review?.criteria ?? []).map(({ criterion, answer, evidence }) => {
    const cited = evidence.length > 0 ? ` ${paint('quiet', `[${evidence.join(', ')}]`)}` : '';
    const tone = answer === 'met' ? 'good' : answer === 'not_met' ? 'bad' : 'asks';
    return `      ${paint(tone, ANSWER_WORDS[answer])} ${oneLine(criterion, TEXT_WIDTH)}${cited}`;
  });
}

function turnTitle(kind: string, n: number, reason: string): string {
  return `Turn ${n} · ${kind.replace('_', '-')} · ${reason}`;
}

/** Tools that the thread answers say what they did by their own events. */
const SILENT_TOOLS = new Set(['update_plan', 'get_goal', 'record_iteration', 'record_claim', 'update_goal', 'wait']);

function toolLine(name: string, json: string, paint: Paint): string[] {
  if (SILENT_TOOLS.has(name)) return [];
  return [`  ${paint('quiet', name === 'shell' ? '$' : name)} ${oneLine(toolSubject(name, json), TEXT_WIDTH)}`];
}

function toolSubject(name: string, json: string): string {
  const subject = { shell: 'command', write_stdin: 'session', read_file: 'path', search: 'pattern', run_check: 'id' }[name];
  const parsed = parseArguments(json);
  if (name === 'apply_patch') return patchFiles(String(parsed['patch'] ?? ''));
  return subject === undefined ? json : String(parsed[subject] ?? json);
}

/** Only for a row's words: what the model sent is shown as it is when it is not JSON. */
function parseArguments(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function patchFiles(patch: string): string {
  return [...patch.matchAll(/^\*\*\* (?:Add|Update|Delete) File: (.+)$/gm)].map((match) => match[1]).join(', ');
}

function finishedLine(
  data: {
    readonly name: string;
    readonly status: string;
    readonly exit?: number | null | undefined;
    readonly durationMs: number;
    readonly output: string;
  },
  paint: Paint,
): string[] {
  if (SILENT_TOOLS.has(data.name) || data.name === 'run_check') return [];
  if (data.name === 'shell' && data.exit !== undefined) {
    const exit = data.exit === null ? 'killed' : `exit ${data.exit}`;
    return [`    ${paint(data.exit === 0 ? 'quiet' : 'bad', exit)} ${paint('quiet', duration(data.durationMs))}`];
  }
  return data.status === 'ok' ? [] : [`    ${paint('bad', `${data.status}: ${oneLine(data.output, TEXT_WIDTH)}`)}`];
}

/** The checkpoint comes when the next turn may have begun: the line names the turn that changed the files. */
function changedLines(turn: string | undefined, changed: readonly FileChange[], paint: Paint): string[] {
  if (changed.length === 0) return [];
  const files = changed.map((file) => `${file.path} ${lineCounts(file.added, file.removed)}`);
  return [`  ${paint('quiet', `turn ${turn?.slice(1) ?? ''} changed`)} ${oneLine(files.join(', '), TEXT_WIDTH)}`];
}

function retryWords(retryAt: number | null, at: number): string {
  return retryAt === null ? '' : ` Next try in ${duration(Math.max(0, retryAt - at))}.`;
}

function limitWords(limited: Extract<RecordedEvent, { type: 'goal.limited' }>['data']): string {
  if (limited.by === 'provider') {
    const until = limited.resetAt === null ? 'No reset time is known.' : `Renewed at ${localTime(limited.resetAt)}.`;
    return `⧗ Usage limited: ${limited.message} ${until}`;
  }
  return `⧗ Limited: ${limited.limit} ${thousands(Math.round(limited.used * 100) / 100)} of ${thousands(limited.max)}`;
}

function warningWords({ limit, used, max }: Extract<RecordedEvent, { type: 'budget.warned' }>['data']): string {
  return `! ${Math.floor((100 * used) / max)} % of the ${limit} budget: ${thousands(Math.round(used * 100) / 100)} of ${thousands(max)}`;
}

function questionLines(
  question: Extract<RecordedEvent, { type: 'question.opened' }>['data']['question'],
  paint: Paint,
): string[] {
  const options = question.kind === 'need' ? (needOptions(question.need) ?? []) : question.options;
  const choice = options.length > 0 ? ` (${options.join(' | ')})` : '';
  const diff =
    question.kind === 'protected'
      ? question.excerpt
          .trimEnd()
          .split('\n')
          .map((line) => `    ${line}`)
      : [];
  return [paint('asks', `◇ ${question.id}: ${question.text}${choice}`), ...diff, ...permissionLines(question)];
}

/** The model's words marked as such, and exactly what would be allowed. */
function permissionLines(question: Extract<RecordedEvent, { type: 'question.opened' }>['data']['question']): string[] {
  if (question.kind !== 'permission') return [];
  return [`    the agent says: “${question.ask.why}”`, ...question.ask.allows.map((line) => `    would be allowed: ${line}`)];
}

/** What became of the process that holds the terminals; it names commands as the model wrote them. */
export function hostNewsLine({ state, words }: HostNews, paint: Paint): string {
  const [tone, mark] = state === 'back' ? (['good', '●'] as const) : (['bad', '!'] as const);
  return paint(tone, `${mark} ${oneLine(words, words.length)}`);
}

/** Where the goal works and why, before anything is run there. */
function placeLines({ kind, root, why, dirty, notes }: EventData<'place.made'>, paint: Paint): readonly string[] {
  const apart = kind === 'worktree';
  const words = [why, apart ? dirtyWords(dirty) : ''].filter((part) => part !== '').join(' ');
  return [
    `${paint('strong', apart ? 'Works in a worktree of its own:' : 'Works in place:')} ${root}`,
    paint('quiet', `  ${words}`),
    ...notes.map((note) => paint('asks', `! ${note}`)),
  ];
}
