import type { ToolName } from './arguments';
import {
  DEFAULT_SHELL_TIMEOUT_MS,
  MAX_LIVE_SESSIONS,
  MAX_LOOK_MS,
  MAX_READ_LINES,
  MAX_SEARCH_LINES,
  MAX_SHELL_TIMEOUT_MS,
} from './limits';

const SECONDS = 1000;
const HOURS = 3_600_000;

/** What the model is told of each tool: what it answers, its limits, and what the sandbox refuses. */
export const toolDescriptions: Readonly<Record<ToolName, string>> = {
  shell: [
    'Runs one command line with bash on a terminal inside the sandbox and answers exit code, duration and output (head and tail when it is long).',
    'The whole output is kept: read the rest with read_file and the path "output:…" that the answer names.',
    'It writes only in the boundaries of the goal and in $TMPDIR; .git is read-only, hidden paths cannot be read, and there is no network except the allowed hosts.',
    `A command is killed with all its children after timeout_ms (default ${DEFAULT_SHELL_TIMEOUT_MS / SECONDS} s, at most ${MAX_SHELL_TIMEOUT_MS / HOURS} h).`,
    `Set background: true for servers and watchers: it answers at once with a session id for write_stdin and wait, and lives until it ends or the goal stops (at most ${MAX_LIVE_SESSIONS} at a time; timeout_ms only if given).`,
    'The commands of this goal share a loopback network of their own: a server in the background is reached by the next command at 127.0.0.1, and nothing else of this machine is. Checks reach it only where they say live. Use non-interactive flags, read_file and search for looking, and apply_patch for editing.',
  ].join(' '),
  write_stdin: [
    'Types text into a background session and answers the output that is new since the last look.',
    'Send "\\n" for Enter and "\\u0003" for Ctrl-C; an empty text only looks.',
    `It waits wait_ms (default 1000, at most ${MAX_LOOK_MS}) or until the session ends, then says whether it still lives.`,
  ].join(' '),
  read_file: [
    `Reads a text file with line numbers (a tab after each number), at most ${MAX_READ_LINES} lines per call: go on with offset (first line, from 1) and limit (lines).`,
    'A folder answers its entries. The path is relative to the workspace or absolute; "output:…" names a stored output. Hidden paths are refused.',
  ].join(' '),
  search: [
    'Searches file contents with a ripgrep regular expression and answers path:line:text, sorted by path.',
    `It skips ignored and binary files and answers at most ${MAX_SEARCH_LINES} lines: narrow it with path (file or folder) or glob (such as "*.ts" or "!dist/**").`,
  ].join(' '),
  apply_patch: [
    'Edits files by a patch, all of it or nothing. Prefer it to shell for edits: it writes in place, which also works where only a single file may be written.',
    'Form: "*** Begin Patch", then sections, then "*** End Patch".',
    'Sections: "*** Add File: path" with every line after "+"; "*** Delete File: path";',
    '"*** Update File: path", if wanted "*** Move to: path" next, then hunks in the order of the file. A hunk starts with "@@", or "@@ a line above it" (a function or class head) where its lines occur more than once;',
    'its lines start with " " (kept), "-" (removed) or "+" (added), with about three kept lines round a change; "*** End of File" ends a hunk that stands at the end of the file.',
    'Paths are relative to the workspace. It answers one line per file (A added, M modified, D deleted, R moved) or what did not fit; then nothing was changed.',
  ].join(' '),
  update_plan:
    'Replaces the plan that the user sees: short steps with their status, at most one of them in_progress. It changes no file. Use it for work of several steps.',
  get_goal:
    'Answers the goal as it stands: the contract, its checks with their latest evidence, the budget left, open questions and protected files.',
  run_check: [
    'Runs one check of the contract exactly as the app runs it for the gate, on the tree as it is now, and answers verdict, metric, output and an evidence id.',
    'Use it before you claim completion; your background sessions are stopped while it runs.',
  ].join(' '),
  record_iteration:
    'Records this iteration in the ledger: what changed, what the evidence showed (numbers and evidence ids), and the next best experiment.',
  record_claim: [
    'For research goals: adds a claim to the ledger, or replaces the one of the same id: what is claimed, the route by which it was looked into, its status and the evidence ids it rests on.',
    'confirmed only by the contract’s evidence standard and with evidence that passed; approximate where a figure is near or a stand-in was used; blocked where it could not be looked into; uncertain where it is open. Never mark a stand-in as the original.',
  ].join(' '),
  wait: [
    'Waits without spending tokens: for: "process" until a background session ends (session), for: "file" until a path is there (path), for: "time" for ms milliseconds.',
    'timeout_ms ends waiting for a process or a file. The answer says what woke you.',
  ].join(' '),
  update_goal: [
    'complete is a claim, not a decision: the app runs every check itself on the tree as it is and completes the goal only on that evidence; else it answers what failed and the goal stays active.',
    'blocked stops the goal and asks the user. It needs a dossier: attempts (each path tried and what came of it), evidence (evidence ids), blocker (what is in the way) and needs (each input that would unblock you; options for kind choice).',
    'Claim blocked only when no valid path is left.',
  ].join(' '),
  propose_contract: [
    'Proposes a whole contract for the work that the user describes. It fills the form that the user reviews; nothing is activated by it.',
    'A check of kind command passes on its exit code, or on a metric read from its output or a file by pattern or pointer and compared with target; timeout is a text such as "60s".',
    'Paths are relative to the workspace. A proposal that does not parse is answered with what is wrong at which place: correct it and propose all of it again. The last one counts.',
  ].join(' '),
};
