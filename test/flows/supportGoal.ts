import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryAt, type TestRepository } from '../../electron/git/testRepository';
import type { Script, ScriptStep } from '../../electron/providers/scripted';
import { replyFromScript } from '../fakes/replyFromScript';
import type { ServerRules } from '../fakes/requestRules';
import { type RecordedRequest, type Reply, type ResponsesServer, startResponsesServer } from '../fakes/responsesServer';
import { type Environment, type FlowPlace, flowPlace, linesOf } from './support';
import { loggedLines } from './supportLog';

/** The least goal that goes through everything: a file that is to hold a number, a check of it, and a server that plays an agent. */
export interface SmallGoal extends FlowPlace {
  readonly server: ResponsesServer;
  readonly repository: TestRepository;
  readonly env: Environment;
  /** The arguments of `goalpost run --json` for it. */
  readonly runArgs: readonly string[];
  /** Every path of the working tree and of `.git`, without the ignored `build/`, objects and our refs. */
  listing(): readonly string[];
  end(): Promise<void>;
}

export interface SmallGoalOptions extends ServerRules {
  /** What the agent does before it claims. */
  readonly work?: readonly ScriptStep[];
  /** The command of the check. */
  readonly check?: string;
  /** Answers in the script's place, by the request's number, counted from 0. */
  readonly instead?: (index: number, request: RecordedRequest) => Reply | undefined;
}

export const CHECK = 'grep -qx 42 src/answer.txt';
export const WRITE_ANSWER = shellStep('write', 'echo 42 > src/answer.txt');

/** Commands and checks may write what git ignores: there a test keeps what has happened before. */
const IGNORED = 'build/\n';

export async function smallGoal(options: SmallGoalOptions = {}): Promise<SmallGoal> {
  const place = flowPlace();
  const repository = smallRepository(place);
  const script = scriptOf(options.work ?? [WRITE_ANSWER]);
  const play = replyFromScript(script);
  const server = await startResponsesServer({
    ...options,
    reply: (request, index) => options.instead?.(index, request) ?? play(request),
  });
  return {
    ...place,
    server,
    repository,
    env: { OPENAI_API_KEY: 'sk-flow', OPENAI_BASE_URL: server.baseUrl },
    runArgs: [
      'run',
      contractFile(place, options.check ?? CHECK),
      '--workspace',
      repository.root,
      '--model',
      'gpt-flow',
      '--json',
    ],
    listing: () => listingOf(repository.root),
    end: async () => {
      await server.close();
      place.dispose();
    },
  };
}

export function shellStep(id: string, command: string): ScriptStep {
  return { id, say: `Step ${id}.`, calls: [{ name: 'shell', arguments: { command } }] };
}

function scriptOf(work: readonly ScriptStep[]): Script {
  const claim = { name: 'update_goal', arguments: { status: 'complete', summary: 'The file holds the answer.' } };
  return { name: 'small', label: 'small', steps: [...work, { id: 'claim', say: 'Done.', calls: [claim] }] };
}

/** A repository of one commit in which the answer is still wrong. */
export function smallRepository(place: FlowPlace): TestRepository {
  const repository = repositoryAt(join(place.root, 'work späce'), place.root);
  repository.write('src/answer.txt', '1\n');
  repository.write('.gitignore', IGNORED);
  repository.git('init', '-q', '-b', 'main');
  repository.git('add', '-A');
  repository.git('commit', '-q', '-m', 'first');
  return repository;
}

/** JSON is YAML: the front matter is written as the value that it is. */
export function contractFile(place: FlowPlace, check: string, changes: Readonly<Record<string, unknown>> = {}): string {
  const contract = {
    goalpost: 1,
    outcome: 'src/answer.txt holds 42.',
    verification: [{ id: 'answer', kind: 'command', run: check, timeout: '600s' }],
    boundaries: { write: ['src/', 'build/'] },
    ...changes,
  };
  const file = join(place.root, 'goal.md');
  writeFileSync(file, `---\n${JSON.stringify(contract, undefined, 2)}\n---\nMake it hold 42.\n`);
  return file;
}

function listingOf(root: string): readonly string[] {
  const all = readdirSync(root, { recursive: true, withFileTypes: true });
  const paths = all.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  return paths.filter((path) => !/^(build|\.git\/objects|\.git\/refs\/goalpost)\b/.test(path)).sort();
}

/** Events that were printed and do not stand in the log as they were printed: what was acknowledged and lost (law 3). */
export function lostLines(place: FlowPlace, stdout: string): readonly string[] {
  const printed = linesOf(stdout).filter((line) => line.seq !== undefined);
  const thread = printed[0]?.thread;
  if (thread === undefined) return [];
  const logged = new Set(loggedLines(place, thread).map((line) => JSON.stringify(line)));
  return printed.map((line) => JSON.stringify(line)).filter((line) => !logged.has(line));
}
