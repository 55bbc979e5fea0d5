import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ServerApi } from '../../shared/provider/model';
import { EXIT } from '../../shared/views/outcome';
import { UnreadableThread } from '../engine/load';
import { StoreFailure } from '../store/storeError';
import { type AnswerOptions, answerCommand } from './answer';
import { type BringOptions, bringCommand } from './bring';
import { type BudgetOptions, budgetOptions } from './budget';
import { budgetCommand } from './changeBudget';
import { type CheckOptions, checkCommand } from './check';
import { checkpointsCommand } from './checkpoints';
import { demoCommand } from './demo';
import { type DiffOptions, diffCommand } from './diff';
import { doctorCommand } from './doctor';
import { type DraftOptions, draftCommand } from './draft';
import { type ExportOptions, exportCommand } from './export';
import { parseCommand, renderCommand } from './goalText';
import { type InboxOptions, inboxCommand } from './inbox';
import type { Output } from './io';
import { LINT_HELP, type LintOptions, lintCommand } from './lint';
import { type ListOptions, listCommand, showCommand } from './look';
import type { LookingOptions } from './looking';
import { orderCommand } from './order';
import { type PermissionsOptions, permissionsCommand } from './permissions';
import { planCommand } from './plan';
import { pruneCommand } from './prune';
import { type ResumeOptions, resumeCommand } from './resume';
import { type RevertOptions, revertCommand } from './revert';
import { type RunOptions, runCommand } from './run';
import { type SandboxOptions, sandboxCommand } from './sandbox';
import { sayCommand } from './say';
import { searchCommand } from './search';
import type { CommonOptions } from './settings';
import { shellCommand } from './shell';
import { templatesCommand } from './templates';
import { type VerifyOptions, verifyCommand } from './verify';
import { type WorktreeOptions, worktreeCommand } from './worktree';
import { wrapUpCommand } from './wrapUp';

const EXIT_CODES = `
Exit codes: 0 complete · 2 needs you (blocked, waiting, a question open) · 3 budget limited · 4 usage limited
            5 failed · 64 bad usage or contract · 130 interrupted`;

const WAIT = 'at the provider’s quota, sleep until it is renewed and go on, instead of ending with 4';

/** Runs one command line and answers its exit code. Bad usage is told on stderr. */
export async function runProgram(argv: readonly string[], output: Output): Promise<number> {
  let code: number = EXIT.complete;
  const program = buildProgram(output, (answer) => {
    code = answer;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? EXIT.complete : EXIT.badUsage;
    if (!(thrown instanceof StoreFailure || thrown instanceof UnreadableThread)) throw thrown;
    output.fault(thrown.message);
    return EXIT.failed;
  }
  return code;
}

function buildProgram(output: Output, answer: (code: number) => void): Command {
  const program = new Command('goalpost')
    .description('Pursues a goal until the evidence says it is done, or says honestly why it cannot be.')
    .exitOverride()
    .configureOutput({
      writeErr: (text) => output.fault(text.trim()),
      outputError: (text, write) => write(usageSentence(text)),
    })
    .addHelpText('after', EXIT_CODES);
  const add = (usage: string, about: string) =>
    program
      .command(usage)
      .description(about)
      .option('--data <dir>', 'data folder (default: GOALPOST_DATA, or the platform’s own place)')
      .option('--json', 'one event a line on stdout, then the result');

  placeOptions(modelOptions(budgetOptions(add('run <contract>', 'activate a contract on a workspace and pursue it'))))
    .requiredOption('--workspace <dir>', 'the git repository to work in')
    .option('--accept-baseline', 'activate although the baseline raised flags')
    .option('--wait', WAIT)
    .option('--without-sandbox [words]', 'run this goal’s commands unconfined; asks for words to type, or takes them')
    .action(async (file: string, options: RunOptions) => answer(await runCommand(file, options, output)));
  add('check <contract>', 'try every check on the workspace as it is: no model, no thread, nothing is activated')
    .requiredOption('--workspace <dir>', 'the git repository to check')
    .action(async (file: string, options: CheckOptions) => answer(await checkCommand(file, options, output)));
  placeOptions(budgetOptions(add('resume <thread>', 'go on with a paused, blocked, limited or interrupted goal')))
    .option('--model <name>', 'ask another model from here on, at the server that OPENAI_BASE_URL names now')
    .addOption(new Option('--api <api>', 'how that model is asked (default: as the one before)').choices(ServerApi.options))
    .addOption(contextOption())
    .option('--accept-baseline', 'activate a draft although its baseline raised flags')
    .option('--wait', WAIT)
    .action(async (thread: string, options: ResumeOptions) => answer(await resumeCommand(thread, options, output)));
  add('show <thread>', 'the goal, its evidence, ledger and questions').action((thread: string, options: CommonOptions) =>
    answer(showCommand(thread, options, output)),
  );
  add('list', 'every thread that is not archived, pinned ones and the last changed first')
    .option('--archived', 'those that are archived')
    .action((options: ListOptions) => answer(listCommand(options, output)));
  shelfCommands(add, output, answer);
  add('search <words...>', 'what was said and done in all threads, by the beginnings of its words; "phrases" in quotes').action(
    (words: readonly string[], options: CommonOptions) => answer(searchCommand(words.join(' '), options, output)),
  );
  add('doctor', 'try what goals rest on: the sandbox, git, disk; with the one command that repairs what is missing').action(
    async (options: CommonOptions) => answer(await doctorCommand(options, output)),
  );
  add('pause <thread>', 'pause the goal; nothing is spent while it is paused').action(
    async (thread: string, options: CommonOptions) =>
      answer(await orderCommand({ thread, command: { type: 'goal.pause', by: 'user', reason: 'paused' } }, options, output)),
  );
  add('wrap-up <thread>', 'one turn without tools that says how it stands, then a pause; the turn under way is cut').action(
    async (thread: string, options: CommonOptions) => answer(await wrapUpCommand(thread, options, output)),
  );
  add('shell <thread> [command...]', 'your own shell with what the thread’s agent may touch; after -- one command').action(
    async (thread: string, words: readonly string[], options: CommonOptions) =>
      answer(await shellCommand(thread, words, options, output)),
  );
  add('sandbox <thread>', 'what holds a goal’s commands; gives the sandbox up for it, or takes that back')
    .addOption(
      new Option('--waive [words]', 'run its commands unconfined; asks for words to type, or takes them').conflicts('restore'),
    )
    .option('--restore', 'hold them in the sandbox again, and stop what runs without one')
    .action(async (thread: string, options: SandboxOptions) => answer(await sandboxCommand(thread, options, output)));
  add('answer <thread>', 'answer an open question')
    .requiredOption('--need <id>', 'which question')
    .requiredOption('--text <text>', 'the answer, or one of its options, as `goalpost inbox` shows them')
    .option('--name <name>', 'who answers (default: the user of this machine); it stands in the evidence of a look')
    .action(async (thread: string, options: AnswerOptions) => answer(await answerCommand(thread, options, output)));
  add('inbox', 'everything that waits for you, over all threads, with the line that answers it')
    .option('--answered', 'what was answered instead, newest first')
    .addOption(new Option('--limit <n>', 'how many of those (default: 20)').argParser(wholeNumber).implies({ answered: true }))
    .action((options: InboxOptions) => answer(inboxCommand(options, output)));
  add('permissions', 'what was allowed beyond the boundaries: always in a workspace, or for a goal')
    .option('--revoke <id>', 'take one back')
    .action(async (options: PermissionsOptions) => answer(await permissionsCommand(options, output)));
  budgetOptions(
    add('budget <thread>', 'change the limits of a goal; resume, or answer with --need budget, lets it go on'),
  ).action(async (thread: string, options: CommonOptions & BudgetOptions) =>
    answer(await budgetCommand(thread, options, output)),
  );
  add('say <thread> <text>', 'queue a message for the agent; it goes before anything the agent would do by itself')
    .option('--steer', 'into the running turn, at its next request')
    .action(async (thread: string, text: string, options: CommonOptions & { steer?: boolean }) =>
      answer(await sayCommand(thread, text, options, output)),
    );
  modelOptions(add('plan <text>', 'ask for a plan; the agent only reads, and no goal begins'))
    .requiredOption('--workspace <dir>', 'the git repository to look at')
    .option('--out <file>', 'write the contract that the plan ends with to a new file')
    .action(async (text: string, options: LookingOptions) => answer(await planCommand(text, options, output)));
  modelOptions(add('draft <text>', 'describe the work in plain words; the agent reads, and proposes a contract'))
    .option('--workspace <dir>', 'the git repository to look at')
    .option('--out <file>', 'write the proposed contract to a new file')
    .option('--demo', 'let the scripted agent draft for the sample: no model, no network, no key')
    .action(async (text: string, options: DraftOptions) => answer(await draftCommand(text, options, output)));
  add('clear <thread>', 'end the goal; its history stays').action(async (thread: string, options: CommonOptions) =>
    answer(await orderCommand({ thread, command: { type: 'goal.clear', by: 'user', reason: 'cleared' } }, options, output)),
  );
  checkpointCommands(add, output, answer);
  program
    .command('lint [contract]')
    .description('how well a goal can be judged and guarded: weak, workable or strong, with a rewrite for each finding')
    .option('--text <text>', 'a goal as text, "/goal …", instead of a contract file')
    .option('--json', 'one line: { verdict, score, findings }')
    .addHelpText('after', LINT_HELP)
    .action(async (file: string | undefined, options: LintOptions) => answer(await lintCommand(file, options, output)));
  add('parse', 'a goal’s text as a contract file; with --json as { contract, findings }')
    .requiredOption('--text <text>', 'the text, as /goal … verified by … while preserving …; - reads it from stdin')
    .action(async (options: { text: string; json?: boolean }) => answer(await parseCommand(options, output)));
  add('render <file>', 'a contract file as a goal’s text').action(async (file: string, options: { json?: boolean }) =>
    answer(await renderCommand(file, options, output)),
  );
  add('templates [name]', 'contracts to begin from; with a name, that one’s file').action(
    async (name: string | undefined, options: { json?: boolean }) => answer(await templatesCommand(name, options, output)),
  );
  add('export <thread>', 'write the goal’s evidence to a folder or a .zip that can be handed to somebody else')
    .requiredOption('--out <path>', 'a new folder, or a new file ending in .zip')
    .action(async (thread: string, options: ExportOptions) => answer(await exportCommand(thread, options, output)));
  add(
    'verify <bundle>',
    'prove an exported bundle whole: any changed byte, and any missing, added or moved file or entry, is named',
  )
    .option('--digest <hex>', 'the final digest that was kept when the bundle was exported')
    .action(async (bundle: string, options: VerifyOptions) => answer(await verifyCommand(bundle, options, output)));
  add('bring <thread>', 'bring back what the goal has changed since its start, as of its latest checkpoint')
    .option('--patch <file>', 'as a patch, in a new file')
    .option('--apply', 'into your own files, whole or not at all; the index is left alone')
    .option('--branch <name>', 'as a commit on a new branch; HEAD, index and files are left alone')
    .option('--message <text>', 'that commit’s message (default: the goal’s outcome)')
    .action(async (thread: string, options: BringOptions) => answer(await bringCommand(thread, options, output)));
  add('worktree <thread>', 'where the goal works, and what was brought back')
    .option('--remove', 'remove its worktree, where it is surely the app’s and nothing in it would be lost')
    .option('--discard', 'with --remove: also what was not brought back')
    .action(async (thread: string, options: WorktreeOptions) => answer(await worktreeCommand(thread, options, output)));
  const demo = add('demo', 'play a sample goal with the scripted agent: no model, no network, no key');
  demo.addArgument(new Argument('[sample]', 'checkout, or research: reproduce a small table').choices(['checkout', 'research']));
  demo.action(async (sample: 'checkout' | 'research' | undefined, options: CommonOptions) =>
    answer(await demoCommand(sample === 'research' ? 'seedlings' : 'checkout', options, output)),
  );
  return program;
}

/** Where a thread stands in the list; nothing of it is deleted. */
function shelfCommands(add: (usage: string, about: string) => Command, output: Output, answer: (code: number) => void): void {
  for (const { name, about, command } of SHELF_ORDERS) {
    add(`${name} <thread>`, about).action(async (thread: string, options: CommonOptions) =>
      answer(await orderCommand({ thread, command }, options, output)),
    );
  }
}

const SHELF_ORDERS = [
  {
    name: 'archive',
    about: 'put a thread that rests out of the list; work on it brings it back',
    command: { type: 'thread.archive', by: 'user', archived: true },
  },
  {
    name: 'unarchive',
    about: 'take an archived thread back into the list',
    command: { type: 'thread.archive', by: 'user', archived: false },
  },
  { name: 'pin', about: 'keep a thread first in the list', command: { type: 'thread.pin', by: 'user', pinned: true } },
  { name: 'unpin', about: 'keep it there no longer', command: { type: 'thread.pin', by: 'user', pinned: false } },
] as const;

/** Where a goal works, for what activates one. */
function placeOptions(command: Command): Command {
  return command
    .addOption(new Option('--in-place', 'work in the workspace itself').conflicts('worktree'))
    .addOption(
      new Option('--worktree', 'work in a git worktree of its own (default where files are changed or another goal works there)'),
    );
}

/** The workspace as it was, turn by turn, and the way back. */
function checkpointCommands(
  add: (usage: string, about: string) => Command,
  output: Output,
  answer: (code: number) => void,
): void {
  add('checkpoints <thread>', 'the states of the workspace that are held').action((thread: string, options: CommonOptions) =>
    answer(checkpointsCommand(thread, options, output)),
  );
  add('diff <thread>', 'what changed since the start, in a turn, or between two checkpoints')
    .option('--from <checkpoint>', 'the older one (default: the start)')
    .option('--to <checkpoint>', 'the newer one (default: the latest)')
    .option('--turn <turn>', 'what one turn changed')
    .option('--file <path>', 'one file, or all below one folder')
    .option('--stat', 'files and counts of lines only')
    .action(async (thread: string, options: DiffOptions) => answer(await diffCommand(thread, options, output)));
  add('revert <thread>', 'put files back, between turns; what is there now is held first, so that it can be undone')
    .option('--file <path>', 'one file, or all below one folder')
    .option('--hunk <n>', 'only the file’s n-th change, as `goalpost diff --file` shows it', wholeNumber)
    .option('--turn <turn>', 'what one turn changed; later changes stay')
    .option('--all', 'everything')
    .option('--undo <revert>', 'an earlier revert')
    .option('--to <checkpoint>', 'back to how it was there (default: the start)')
    .option('--from <checkpoint>', 'the state that you looked at (default: the latest)')
    .action(async (thread: string, options: RevertOptions) => answer(await revertCommand(thread, options, output)));
  add('prune [thread]', 'let go of checkpoints that nothing cites: no evidence, baseline, revert, nor the latest').action(
    async (thread: string | undefined, options: CommonOptions) => answer(await pruneCommand(thread, options, output)),
  );
}

/** Commander's own words on one line, with the remedy that it leaves out. */
function usageSentence(text: string): string {
  const said = text
    .trim()
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\.$/, '');
  return `${said}. \`goalpost --help\` shows how it is used.`;
}

/** Which model answers on a new thread, and how it is asked. */
function modelOptions(command: Command): Command {
  return command
    .option('--model <name>', 'the model to ask (default: OPENAI_MODEL); OPENAI_API_KEY and OPENAI_BASE_URL name key and server')
    .addOption(
      new Option('--api <api>', 'how the server is asked (default: GOALPOST_API, or responses)').choices(ServerApi.options),
    )
    .addOption(contextOption());
}

function contextOption(): Option {
  return new Option('--context-tokens <n>', 'how much the model takes in one request (default: 128000)').argParser(wholeNumber);
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value <= 0) throw new InvalidArgumentError('Write a whole number above 0.');
  return value;
}
