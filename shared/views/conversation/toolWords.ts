import type { EventData } from '../../thread/events';
import { parseToolArguments, type ToolCall } from '../../tools/specs';
import { counted, t } from '../../words/t';
import { duration, lineCounts } from '../format';
import type { RowIcon, ToolRow } from './row';

/** A subject is one line of a row; what does not fit is in the row's details. */
const SUBJECT_CHARS = 300;

/** Details are for reading, not for archives: the stored output has the rest. */
const DETAIL_CHARS = 60_000;

type Finished = EventData<'tool.finished'>;

export function toolIcon(name: string): RowIcon {
  return ICONS[name] ?? 'command';
}

const ICONS: Readonly<Record<string, RowIcon>> = {
  shell: 'command',
  write_stdin: 'command',
  read_file: 'file',
  search: 'search',
  apply_patch: 'edit',
  update_plan: 'agent',
  get_goal: 'agent',
  run_check: 'check',
  record_iteration: 'agent',
  record_claim: 'agent',
  wait: 'wait',
  update_goal: 'gate',
  propose_contract: 'edit',
  request_permission: 'command',
};

/** What a call is about, in one line: the command, the path, the check. A call nobody can read is shown as it came. */
export function toolSubject(name: string, json: string): string {
  const parsed = parseToolArguments(name, json);
  return oneLine(parsed.ok ? subjectOf(parsed.value) : json);
}

const subjects = new WeakMap<object, string>();

/** The same, remembered with the event's data: whoever sums up a long goal anew asks for thousands that stay as they were. */
export function knownSubject(call: { readonly name: string; readonly arguments: string }): string {
  const known = subjects.get(call);
  if (known !== undefined) return known;
  const subject = toolSubject(call.name, call.arguments);
  subjects.set(call, subject);
  return subject;
}

function subjectOf(call: ToolCall): string {
  switch (call.name) {
    case 'shell':
      return call.arguments.command;
    case 'write_stdin':
      return `${call.arguments.session} ${typed(call.arguments.text)}`;
    case 'read_file':
      return call.arguments.offset === undefined ? call.arguments.path : `${call.arguments.path}:${call.arguments.offset}`;
    case 'search':
      return t`${call.arguments.pattern} in ${call.arguments.path ?? '.'}${call.arguments.glob ? ` (${call.arguments.glob})` : ''}`;
    case 'apply_patch':
      return patchedFiles(call.arguments.patch);
    case 'update_plan':
      return call.arguments.steps.find((step) => step.status === 'in_progress')?.step ?? call.arguments.note ?? '';
    case 'get_goal':
      return '';
    case 'propose_contract':
      return call.arguments.outcome;
    case 'run_check':
      return call.arguments.id;
    case 'record_claim':
      return `${call.arguments.id}: ${call.arguments.status}`;
    case 'record_iteration':
      return call.arguments.next;
    case 'wait':
      return waitSubject(call);
    case 'update_goal':
      return call.arguments.status;
    case 'request_permission':
      return call.arguments.command ?? call.arguments.why;
  }
}

function waitSubject({ arguments: wait }: Extract<ToolCall, { name: 'wait' }>): string {
  if (wait.for === 'process') return wait.session;
  return wait.for === 'file' ? wait.path : duration(wait.ms);
}

/** Control keys by their names, so that what was pressed can be read. */
function typed(text: string): string {
  if (text === '') return '(looks)';
  return text.replace(/\p{Cc}/gu, (key) =>
    key === '\n' || key === '\r' ? '↵' : `^${String.fromCharCode(key.charCodeAt(0) + 64)}`,
  );
}

function patchedFiles(patch: string): string {
  const paths = [...patch.matchAll(/^\*\*\* (?:Add|Update|Delete) File: (.+)$/gm)].map((match) => match[1] ?? '');
  return paths.join(', ');
}

export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > SUBJECT_CHARS ? `${line.slice(0, SUBJECT_CHARS)}…` : line;
}

/** What a call was told, as the reader of the row wants it: the command or patch itself, else its arguments. */
export function toolInput(name: string, json: string): string {
  const parsed = parseToolArguments(name, json);
  if (!parsed.ok) return bounded(json);
  switch (parsed.value.name) {
    case 'shell':
      return bounded(`$ ${parsed.value.arguments.command}`);
    case 'apply_patch':
      return bounded(parsed.value.arguments.patch);
    case 'update_plan':
      return parsed.value.arguments.steps.map((step) => `${PLAN[step.status]} ${step.step}`).join('\n');
    case 'record_iteration':
      return Object.entries(parsed.value.arguments)
        .map(([key, words]) => `${key}: ${words}`)
        .join('\n');
    default:
      return bounded(JSON.stringify(parsed.value.arguments, null, 1));
  }
}

const PLAN = { pending: '·', in_progress: '→', completed: '✓' } as const;

export function bounded(text: string): string {
  return text.length <= DETAIL_CHARS
    ? text
    : t`${text.slice(0, DETAIL_CHARS)}\n[… ${text.length - DETAIL_CHARS} characters left out …]`;
}

type ToolResult = ToolRow['result'];

const plain = (word: string): ToolResult => ({ shape: null, word });
const good = (word: string): ToolResult => ({ shape: 'pass', word });
const bad = (word: string): ToolResult => ({ shape: 'failed', word });

/** What a finished call came to, in one to three words. */
export function toolResult(finished: Finished): ToolResult {
  switch (finished.status) {
    case 'not_run':
      return plain(t`not run`);
    case 'interrupted':
      return { shape: 'paused', word: t`interrupted` };
    case 'refused':
      return bad(t`refused`);
    case 'failed':
      return failedResult(finished);
    case 'ok':
      return okResult(finished);
  }
}

function failedResult({ name, exit }: Finished): ToolResult {
  if (name === 'shell' && exit === null) return bad(t`killed`);
  return bad(exit === undefined || exit === null ? t`failed` : t`exit ${exit}`);
}

function okResult({ name, output, exit }: Finished): ToolResult {
  switch (name) {
    case 'request_permission':
      return exit === undefined ? plain(t`allowed`) : exited(exit);
    case 'shell':
      return exit === undefined
        ? plain(/^Session (\S+) started/.exec(output)?.[0]?.replace(' started', '').toLowerCase() ?? t`started`)
        : exited(exit);
    case 'write_stdin':
      return exit === undefined ? plain('') : exited(exit);
    case 'read_file':
      return plain(readCount(output));
    case 'search':
      return plain(searchCount(output));
    case 'apply_patch':
      return plain(patchCount(output));
    default:
      return plain('');
  }
}

function exited(exit: number | null): ToolResult {
  if (exit === null) return bad(t`killed`);
  return exit === 0 ? good(t`exit 0`) : bad(t`exit ${exit}`);
}

function readCount(output: string): string {
  const entries = /is a folder of (\d+) entries/.exec(output)?.[1];
  if (entries !== undefined) return counted(Number(entries), 'entry', 'entries');
  return counted(output.match(/^\d+\t/gm)?.length ?? 0, 'line', 'lines');
}

function searchCount(output: string): string {
  const hits = [...output.matchAll(/^(.+?):\d+:/gm)].map((match) => match[1]);
  return hits.length === 0 ? t`none` : t`${hits.length} in ${counted(new Set(hits).size, 'file', 'files')}`;
}

function patchCount(output: string): string {
  const sum = (sign: string) =>
    [...output.matchAll(new RegExp(`^[AMRD] .*?${sign}(\\d+)`, 'gm'))].reduce((total, match) => total + Number(match[1]), 0);
  return lineCounts(sum('\\+'), sum('−'));
}
