import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type EventData, type EventType, parseEvent, type RecordedEvent } from '../../shared/thread/events';
import { messageText, ResponsesBody } from '../fakes/requestRules';
import type { ReplyItem, ReplyUsage } from '../fakes/responseEvents';
import { type Reply, type ResponsesServer, startResponsesServer } from '../fakes/responsesServer';

const BIN = fileURLToPath(new URL('../../bin/goalpost.mjs', import.meta.url));

/** Long enough for a loaded machine; a command that hangs is then killed, and the test shows what it had said. */
const STUCK_AFTER_MS = 45_000;

/** What the model answers to one request; a function sees the request first. */
export type Step = Reply | readonly ReplyItem[] | ((body: ResponsesBody) => readonly ReplyItem[]);

/** The last line of `--json`. */
export interface Result {
  readonly type: string;
  readonly thread: string;
  readonly status: string;
  readonly reason: string;
  readonly resetAt?: number | null;
  readonly usage: Readonly<
    Record<'input' | 'cached' | 'output' | 'charged' | 'unpriced' | 'activeMs' | 'turns' | 'requests', number>
  > & {
    readonly usd: number | null;
  };
  readonly evidence: readonly EventData<'evidence.recorded'>['evidence'][];
}

/** One `goalpost` process that has ended. `events` are its lines, each parsed by the log's own schema. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly events: readonly RecordedEvent[];
  readonly result: Result | undefined;
}

/** A repository, a data folder, a home and a scripted model of one test, and the command line over them; all gone with the test. */
export interface GoalFixture {
  readonly folder: string;
  readonly workspace: string;
  readonly dataDir: string;
  readonly home: string;
  readonly server: ResponsesServer;
  git(...args: readonly string[]): string;
  write(path: string, text: string): void;
  read(path: string): string;
  /** The model's answers to the next requests; one request more is refused, which fails the goal. */
  answers(...steps: readonly Step[]): void;
  /** `goalpost run` of this contract, with `--json`. */
  run(contract: Readonly<Record<string, unknown>>, ...args: readonly string[]): Promise<Ended>;
  /** The same, killed with SIGKILL as soon as it has printed an event of this type. */
  runUntilKilled(type: EventType, contract: Readonly<Record<string, unknown>>, ...args: readonly string[]): Promise<Ended>;
  /** Any `goalpost` command with `--json` on the data folder. */
  goalpost(...args: readonly string[]): Promise<Ended>;
}

export async function goalFixture(files: Readonly<Record<string, string>> = {}): Promise<GoalFixture> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost flow ü ')));
  const [workspace, dataDir, home] = [join(folder, 'work space'), join(folder, 'data'), join(folder, 'home')];
  const steps: Step[] = [];
  const server = await startResponsesServer({ reply: (request) => nextReply(steps, request.body) });
  onTestFinished(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: workspace, env: gitEnvironment(home), encoding: 'utf8' });
  const write = (path: string, text: string) => writeAt(join(workspace, path), text);
  for (const path of [workspace, home]) mkdirSync(path);
  for (const [path, text] of Object.entries({ 'src/app.txt': 'start\n', ...files })) write(path, text);
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'start');
  const common = ['--data', dataDir, '--json'];
  const goalpost = (...args: readonly string[]) => runGoalpost([...args, ...common], { home, server });
  const runArguments = (contract: Readonly<Record<string, unknown>>) => [
    ...['run', contractFile(folder, contract), '--workspace', workspace, '--model', 'gpt-test'],
  ];
  return {
    folder,
    workspace,
    dataDir,
    home,
    server,
    git,
    write,
    read: (path) => readFileSync(join(workspace, path), 'utf8'),
    answers: (...more) => void steps.push(...more),
    run: (contract, ...args) => goalpost(...runArguments(contract), ...args),
    runUntilKilled: (killAt, contract, ...args) =>
      runGoalpost([...runArguments(contract), ...args, ...common], { home, server, killAt }),
    goalpost,
  };
}

function writeAt(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function nextReply(steps: Step[], body: unknown): Reply {
  const step = steps.shift();
  if (step === undefined) return { status: 400, body: { error: { message: 'one request more than the test has answers for' } } };
  if (typeof step === 'function') return { items: step(ResponsesBody.parse(body)) };
  return isItems(step) ? { items: step } : step;
}

const isItems = (step: Exclude<Step, (body: ResponsesBody) => unknown>): step is readonly ReplyItem[] => Array.isArray(step);

function gitEnvironment(home: string): NodeJS.ProcessEnv {
  const who = { GIT_AUTHOR_NAME: 'User', GIT_AUTHOR_EMAIL: 'user@example.invalid' };
  return { PATH: process.env.PATH, HOME: home, ...who, GIT_COMMITTER_NAME: 'User', GIT_COMMITTER_EMAIL: 'user@example.invalid' };
}

/** Every file and link below a folder with its mode and content's hash, except below the paths that match. */
export function snapshotOf(folder: string, except: RegExp = /^$/): Readonly<Record<string, string>> {
  const paths = (readdirSync(folder, { recursive: true }) as string[]).filter((path) => !except.test(path)).sort();
  return Object.fromEntries(paths.map((path) => [path, fingerprint(join(folder, path))]));
}

function fingerprint(path: string): string {
  const stats = lstatSync(path);
  const mode = stats.mode.toString(8);
  if (stats.isSymbolicLink()) return `${mode} -> ${readlinkSync(path)}`;
  return stats.isFile() ? `${mode} ${createHash('sha256').update(readFileSync(path)).digest('hex')}` : mode;
}

/** Of a repository's files, what checkpoints may add to. */
export const CHECKPOINTS = /^\.git\/(objects|refs\/goalpost)(\/|$)/;

/** JSON is YAML, so a contract's front matter can be written as the value it is. */
function contractFile(folder: string, contract: Readonly<Record<string, unknown>>): string {
  const file = join(folder, 'goal.md');
  const front = { goalpost: 1, boundaries: { write: ['src/'] }, ...contract };
  writeFileSync(file, `---\n${JSON.stringify(front, undefined, 1)}\n---\nReach it.\n`);
  return file;
}

interface Surroundings {
  readonly home: string;
  readonly server: ResponsesServer;
  readonly killAt?: EventType;
}

function runGoalpost(args: readonly string[], { home, server, killAt }: Surroundings): Promise<Ended> {
  const model = { OPENAI_API_KEY: 'sk-flow', OPENAI_BASE_URL: server.baseUrl };
  const env = { PATH: process.env.PATH, HOME: home, GOALPOST_NO_APT: '1', ...model };
  const child = spawn(process.execPath, [BIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (piece: string) => {
      output[name] += piece;
      if (killAt !== undefined && output.stdout.includes(`"type":"${killAt}"`)) child.kill('SIGKILL');
    });
  }
  const stuck = setTimeout(() => child.kill('SIGKILL'), STUCK_AFTER_MS);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(stuck);
      try {
        resolve({ code, ...output, ...linesOf(output.stdout) });
      } catch (cause) {
        reject(cause);
      }
    });
  });
}

interface Line {
  readonly seq?: number;
  readonly at: number;
  readonly thread: string;
  readonly type: string;
}

/** What was printed whole: a line that a kill cut in two is none. */
function linesOf(stdout: string): Pick<Ended, 'events' | 'result'> {
  const lines = stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
  const events = lines.flatMap((line) => (line.seq === undefined ? [] : [recorded(line, line.seq)]));
  const last = lines.at(-1);
  return { events, result: last && last.seq === undefined ? (last as unknown as Result) : undefined };
}

function recorded({ at, thread: _thread, type, seq: _seq, ...data }: Line, seq: number): RecordedEvent {
  return { ...parseEvent(type, data), seq, at };
}

/** The data of every event of one type, in order. */
export function eventsOf<T extends EventType>(ended: Ended, type: T): readonly EventData<T>[] {
  return ended.events.filter((event) => event.type === type).map((event) => event.data as EventData<T>);
}

/** What happened, in order, of these types alone. */
export function typesOf(ended: Ended, ...types: readonly EventType[]): readonly EventType[] {
  return ended.events.map((event) => event.type).filter((type) => types.includes(type));
}

/** The answers that tool calls got, by the call's id. */
export function answersOf(ended: Ended): Readonly<Record<string, EventData<'tool.finished'>>> {
  return Object.fromEntries(eventsOf(ended, 'tool.finished').map((data) => [data.call, data]));
}

/** One request as the server took it. */
export function bodyOf(fixture: GoalFixture, index: number): ResponsesBody {
  return ResponsesBody.parse(fixture.server.requests.at(index)?.body);
}

/** The last message of the user in a request: the text that opened its turn. */
export function promptOf(body: ResponsesBody): string {
  const message = body.input.findLast((item) => item.type === 'message' && item.role === 'user');
  if (message?.type !== 'message') return '';
  return messageText(message);
}

/** Tool outputs in the order in which a request holds them. */
export function outputsOf(body: ResponsesBody): readonly { readonly call: string; readonly output: string }[] {
  return body.input.flatMap((item) =>
    item.type === 'function_call_output' ? [{ call: item.call_id, output: item.output }] : [],
  );
}

export function call(name: string, args: string | Readonly<Record<string, unknown>>, id?: string): ReplyItem {
  return { type: 'tool_call', name, arguments: args, ...(id === undefined ? {} : { call: id }) };
}

export const shell = (command: string, id?: string): ReplyItem => call('shell', { command }, id);

export const claim = (id?: string): ReplyItem => call('update_goal', { status: 'complete', summary: 'All of it is done.' }, id);

export const say = (text: string): ReplyItem => ({ type: 'text', text });

/** A refusal as the real server words one, apart from the message. */
export const refusal = (
  status: number,
  error: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Reply => ({ status, headers, body: { error: { message: 'not now', ...error } } });

/** An answer with its bill. */
export const billed = (items: readonly ReplyItem[], usage: ReplyUsage): Reply => ({ items, usage });

/** Passes when the file holds the line; it is red as long as nobody has written it. */
export const holdsLine = (id: string, line: string, path = 'src/app.txt') => ({
  id,
  kind: 'command',
  run: `grep -qx '${line}' '${path}'`,
});

/** The least goal: a line in a file. */
export const GOAL = { outcome: 'src/app.txt says done', verification: [holdsLine('says-done', 'done')] };

export const WRITE_DONE = 'echo done >> src/app.txt';
