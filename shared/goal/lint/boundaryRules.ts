import { added, setTo } from './edit';
import { type Hit, hit, NOTHING, type Rule } from './finding';
import { judgesOf, pathsNamed, plainPath, within } from './known';
import { quoted } from './phrase';
import { allChecks, commands, type LintSubject } from './subject';

// What may be touched: as much as the work needs, and nothing that it is judged by.

export const BOUNDARY_RULES: readonly Rule[] = [
  { id: 'boundaries-empty', severity: 'major', look: empty },
  { id: 'boundaries-root', severity: 'minor', look: root },
  { id: 'protected-writable', severity: 'minor', look: protectedWritable },
  { id: 'checks-unprotected', severity: 'minor', look: unprotected },
  { id: 'script-writable', severity: 'note', look: scriptWritable },
  { id: 'live-unprotected', severity: 'note', look: liveUnprotected },
  { id: 'check-needs-network', severity: 'minor', look: needsNetwork },
];

function empty(goal: LintSubject): readonly Hit[] {
  if (goal.write.length > 0 || (goal.words?.boundaries ?? '') !== '') return NOTHING;
  const message = 'No path may be written: the agent can read, and change nothing.';
  return hit(['boundaries', 'write'], message, setTo(['boundaries', 'write'], writable(goal)));
}

function root(goal: LintSubject): readonly Hit[] {
  const whole = goal.write.find((path) => plainPath(path) === '');
  if (whole === undefined) return NOTHING;
  const message = `${quoted(whole)} is the whole workspace, the checks with it.`;
  return hit(['boundaries', 'write'], message, setTo(['boundaries', 'write'], writable(goal)));
}

/** Folders to write in: those that the goal's own words name, or the usual one. */
function writable(goal: LintSubject): readonly string[] {
  const named = pathsNamed(goal).map((path) => (path.endsWith('/') ? path : path.slice(0, path.lastIndexOf('/') + 1)));
  const artifacts = allChecks(goal).flatMap((check) =>
    check.kind === 'artifact' && check.file.includes('/') ? [check.file.slice(0, check.file.lastIndexOf('/') + 1)] : [],
  );
  const kept = goal.write.filter((path) => plainPath(path) !== '');
  const folders = [...kept, ...named, ...artifacts].filter(
    (path) => plainPath(path) !== '' && !goal.protect.some((held) => within(path, held)),
  );
  return folders.length > 0 ? [...new Set(folders)] : ['src/'];
}

/**
 * A protected path that is writable as a whole. Single protected files in a writable folder are meant so: new files may be added
 * beside them.
 */
function protectedWritable(goal: LintSubject): readonly Hit[] {
  return goal.protect.flatMap((held) => {
    const inner = goal.write.filter((path) => plainPath(path) !== '' && within(path, held));
    const outer = goal.write.find(
      (path) => plainPath(path) !== '' && held.endsWith('/') && within(held, path) && !within(path, held),
    );
    if (inner.length > 0) return writableInside(goal, held, inner);
    if (outer === undefined) return [];
    const message = `${quoted(held)} is protected, and lies in ${quoted(outer)}, which may be written: each change asks you.`;
    const narrow = `${outer.replace(/\/*$/, '/')}[folder without ${plainPath(held)}]/`;
    const write = goal.write.map((path) => (path === outer ? narrow : path));
    return hit(['boundaries', 'write'], message, setTo(['boundaries', 'write'], write));
  });
}

function writableInside(goal: LintSubject, held: string, inner: readonly string[]): readonly Hit[] {
  const rest = goal.write.filter((path) => !inner.includes(path));
  const message = `${quoted(inner[0] ?? '')} may be written and is protected by ${quoted(held)}: each change asks you.`;
  if (rest.length > 0) return hit(['boundaries', 'write'], message, setTo(['boundaries', 'write'], rest));
  return hit(
    ['protect'],
    message,
    setTo(
      ['protect'],
      goal.protect.filter((path) => path !== held),
    ),
  );
}

function unprotected(goal: LintSubject): readonly Hit[] {
  const open = commands(goal).flatMap(({ id, run }) => openJudges(run, goal).map((path) => ({ id, path })));
  const [first] = open;
  if (!first) return NOTHING;
  const message = `${first.id || 'A check'} rests on ${quoted(first.path)}, which the agent may change.`;
  const paths = [...new Set(open.map(({ path }) => path))];
  return hit(['protect'], message, ...paths.map((path) => added(['protect'], path)));
}

/**
 * What a command judges by, where the agent may change all of it: scripts, tests and their data that it names, or that its runner reads
 * by itself. Where one of them is out of the agent's reach, the others are taken for what is judged.
 */
function openJudges(run: string, goal: LintSubject): readonly string[] {
  const named = judgesOf(run).map((path) => (path.includes('*') ? `${plainPath(path)}/` : path));
  const runner = RUNNERS.find(([pattern]) => pattern.test(run))?.[1];
  const all = named.length > 0 || runner === undefined ? named : [runner];
  const isOpen = (path: string) => goal.write.some((folder) => within(path, folder)) && !isGuarded(path, goal);
  return all.every(isOpen) ? all : [];
}

const RUNNERS: readonly (readonly [RegExp, string])[] = [
  [/\b(pytest|tox)\b/, 'tests/'],
  [/\bcargo (test|bench)\b/, 'tests/'],
];

const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\b(npm|pnpm|yarn) (?!(ci|i|install|add)\b)/, 'package.json'],
  [/\bmake\b/, 'Makefile'],
];

/** What a name such as `npm test` stands for is read from a file. Work on dependencies has to write it, so this is only a note. */
function scriptWritable(goal: LintSubject): readonly Hit[] {
  if (goal.words) return NOTHING;
  for (const { id, run } of commands(goal)) {
    const file = SCRIPTS.find(([pattern]) => pattern.test(run))?.[1];
    if (file === undefined || isGuarded(file, goal) || !goal.write.some((path) => within(file, path))) continue;
    const message = `What ${id || 'a check'} runs is read from ${file}, which the agent may change.`;
    return hit(['protect'], message, added(['protect'], file));
  }
  return NOTHING;
}

/**
 * A process that goes on during a check can do what the agent can: write what the agent may write, the check's own files too where
 * nobody guards them, and answer what it likes.
 */
function liveUnprotected(goal: LintSubject): readonly Hit[] {
  if (goal.words) return NOTHING;
  return commands(goal).flatMap(({ id, path, run, live }) => {
    const judges = judgesOf(run).map((name) => (name.includes('*') ? `${plainPath(name)}/` : name));
    const open = judges.filter((name) => !isGuarded(name, goal));
    const guarded = judges.length > 0 ? open.length === 0 : goal.protect.length > 0;
    if (!live || guarded) return NOTHING;
    const message = `The agent’s processes go on while ${id || 'this check'} runs: what judges must be out of their reach.`;
    const files = open.length > 0 ? open : ['[the files that judge]'];
    return hit([...path, 'live'], message, ...files.map((file) => added(['protect'], file)));
  });
}

/** Held itself, held with its folder, or a folder of which at least something is held. */
function isGuarded(path: string, goal: LintSubject): boolean {
  return goal.protect.some((held) => within(path, held) || within(held, path));
}

/** Commands that fetch packages. Which registry they fetch from only the machine knows: a name stands for it that the user replaces. */
const FETCHES: readonly RegExp[] = [
  /\b(npm|pnpm|yarn) (ci|i|install|add)\b|\bnpx (?!--no-install)/,
  /\b(pip3?|uv|poetry) (install|sync|add)\b/,
  /\bcargo (install|fetch)\b/,
  /\bgo (get|mod download)\b/,
];
const SOME_REGISTRY = 'registry.example.com';

function needsNetwork(goal: LintSubject): readonly Hit[] {
  return commands(goal).flatMap((check) => {
    const host = hostOf(`${check.run}\n${check.setup}`);
    if (host === undefined || goal.hosts.length > 0) return [];
    const what = host === SOME_REGISTRY ? 'a package registry' : host;
    const message = `${check.id || 'A check'} reaches for ${what}, and no host is allowed: it cannot even start.`;
    return hit(['boundaries', 'hosts'], message, added(['boundaries', 'hosts'], host));
  });
}

function hostOf(lines: string): string | undefined {
  const url = /\bhttps?:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)/i.exec(lines)?.[1];
  if (url !== undefined && !/^127\./.test(url)) return url.toLowerCase();
  return !/--offline\b/.test(lines) && FETCHES.some((pattern) => pattern.test(lines)) ? SOME_REGISTRY : undefined;
}
