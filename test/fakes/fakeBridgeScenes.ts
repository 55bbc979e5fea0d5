import type { Verdict } from '../../shared/evidence/record';
import type { Contract } from '../../shared/goal/contract';
import type { AppInfo } from '../../shared/ipc/methods';
import { STANDARD } from '../../shared/ipc/preferences';
import type { Settings } from '../../shared/ipc/settingsMethods';
import type { FakeApp } from './fakeBridge';
import { call, claim, SimulatedThread, say, testContract } from './simulatedThread';

const PASS: Verdict = { verdict: 'pass' };
const red = (message: string): Verdict => ({ verdict: 'fail', reason: 'exit', message });

// One morning's threads for looking at the window without main: each group of the list and each kind of open question once.

const MINUTE = 60_000;

const SETTINGS: Settings = {
  model: 'gpt-5-codex',
  baseUrl: '',
  api: 'responses',
  theme: 'system',
  prices: { 'gpt-5-codex': { input: 1.25, cached: 0.125, output: 10 }, 'gpt-5-mini': { input: 0.25, cached: 0.025, output: 2 } },
  concurrentTurns: 4,
  ...STANDARD,
  faults: [],
  key: 'keychain',
  keychain: { available: true },
};

const INFO: AppInfo = {
  version: '0.1.0',
  dataDir: '/home/ada/.local/share/goalpost',
  platform: 'linux',
  sandbox: { mode: 'enforced' },
  runtime: 'Electron 33.2.1',
};

export function emptyApp(): FakeApp {
  const keychain = {
    available: false,
    reason: 'This system has no keychain running. Set OPENAI_API_KEY and start the app again.',
  } as const;
  return { threads: new Map(), settings: { ...SETTINGS, prices: {}, model: '', key: 'none', keychain }, info: INFO };
}

export function fullApp(now = Date.now()): FakeApp {
  const threads = new Map<string, SimulatedThread>([
    ['blocked', blocked(now - 14 * MINUTE)],
    ['protected', protectedFile(now - 3 * MINUTE)],
    ['limited', limited(now - 21 * MINUTE)],
    ['acceptance', acceptance(now - 6 * MINUTE)],
    ['baseline', baseline(now - 2 * MINUTE)],
    ['active', active(now - MINUTE)],
    ['paused', paused(now - 64 * MINUTE)],
    ['usage', usage(now - 34 * MINUTE)],
    ['draft', draft(now - 90 * MINUTE)],
    ['complete', complete(now - 1500 * MINUTE)],
  ]);
  return { threads, settings: SETTINGS, info: INFO };
}

function goal(outcome: string, changes: Partial<Contract> = {}): Contract {
  return testContract({
    outcome,
    budget: { tokens: 300_000, usd: 2, minutes: 45, turns: 10 },
    boundaries: { write: ['src/'], hide: ['.env'], hosts: [], sockets: false },
    ...changes,
  });
}

/** A thread in the named repository that has worked one turn. */
function begun(at: number, root: string, contract: Contract): SimulatedThread {
  const thread = new SimulatedThread({ protectedFiles: { 'test/index.test.ts': 'h0' } });
  thread.at = at - 12 * MINUTE;
  const workspace = { root: `/home/ada/${root}`, gitDir: '', commonDir: '' };
  thread.submit({ type: 'thread.open', workspace, model: { api: 'responses', model: 'gpt-5-codex' } });
  thread.submit({ type: 'goal.draft', by: 'user', contract });
  return thread;
}

function atWork(at: number, root: string, contract: Contract): SimulatedThread {
  const thread = begun(at, root, contract);
  thread.submit({ type: 'goal.activate', by: 'user', acceptBaseline: true });
  while (thread.now.goal?.status === 'draft') thread.step();
  thread.world.replies.push(
    { items: [say('The look-up is sequential. I batch it.'), call('shell', { command: 'npm test' })], tokens: TOKENS },
    { items: [record()], tokens: TOKENS },
    { items: [say('Batched.')], tokens: TOKENS },
  );
  while (thread.world.replies.length > 0) thread.step();
  thread.at = at;
  thread.world.tree = 'tree1';
  return thread;
}

const TOKENS = { input: 52_000, cached: 15_500, output: 1_200 };

function record() {
  const changed = 'efSearch 64 → 128, M 16 → 24';
  return call('record_iteration', {
    changed,
    evidence: 'recall 0.912, target ≥ 0.930',
    next: 're-rank the top 50 by exact distance',
  });
}

function blocked(at: number): SimulatedThread {
  const thread = atWork(at, 'billing-service', goal('Billing on Stripe 2025-09.'));
  const dossier = {
    attempts: [
      'Replay of recorded invoices: 22 of 22 pass, none has proration.',
      'Local stub of /v1/invoices/create_preview: passes by construction.',
      'Cassettes from March: signature no longer accepted.',
    ],
    evidence: ['e1', 'e2'],
    blocker: 'Proration preview cannot be proved without a Stripe test account',
    needs: [
      { id: 'stripe-key', kind: 'secret', question: 'Stripe test key' },
      { id: 'day-count', kind: 'choice', question: 'Day count', options: ['Keep 30-day months', 'Use calendar days'] },
    ],
  };
  thread.world.replies.push({ items: [call('update_goal', { status: 'blocked', summary: '', dossier })], tokens: TOKENS });
  return thread.run();
}

function protectedFile(at: number): SimulatedThread {
  const thread = atWork(at, 'search-core', goal('Flaky search-index test passes 20 of 20.', { protect: ['test/'] }));
  thread.world.protectedFiles = { 'test/index.test.ts': 'h1' };
  thread.world.replies.push({ items: [claim('20 of 20 runs pass')], tokens: TOKENS });
  return thread.run();
}

function acceptance(at: number): SimulatedThread {
  const thread = atWork(at, 'admin-web', goal('Remove moment from admin.', { accept: 'user' }));
  thread.world.verdict = () => PASS;
  thread.world.replies.push({ items: [claim('No file imports moment any more; the bundle is 61 KB smaller.')], tokens: TOKENS });
  return thread.run();
}

function limited(at: number): SimulatedThread {
  const thread = atWork(at, 'ann-bench', goal('Vector index recall at 0.930.', { budget: { tokens: 120_000 } }));
  thread.world.replies.push(
    { items: [say('Recall is at 0.912.')], tokens: TOKENS },
    { items: [say('Wrapped up.')], tokens: TOKENS },
  );
  return thread.run();
}

function usage(at: number): SimulatedThread {
  const thread = atWork(at, 'eval-kit', goal('Summary eval to 0.82.'));
  const message = 'The provider refused: you exceeded your current quota. Check plan and billing, then resume.';
  thread.world.replies.push({ error: { kind: 'quota', message, resetAt: at + 90 * MINUTE } });
  return thread.run();
}

function baseline(at: number): SimulatedThread {
  const thread = begun(at, 'ci-images', goal('Node 22 in CI images.'));
  thread.world.verdict = (check) => (check === 'bench' ? PASS : red('exit 1, expected 0'));
  thread.submit({ type: 'goal.activate', by: 'user', acceptBaseline: false });
  return thread.run();
}

function active(at: number): SimulatedThread {
  const thread = atWork(at, 'checkout-service', goal('Checkout p95 below 120 ms.'));
  thread.world.replies.push({ items: [call('shell', { command: 'npm run -s bench -- --json' })], tokens: TOKENS });
  thread.step();
  thread.step();
  return thread;
}

function paused(at: number): SimulatedThread {
  const thread = atWork(at, 'cli', goal('CLI to ES modules.'));
  thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
  return thread;
}

function draft(at: number): SimulatedThread {
  return begun(at, 'docs', goal('Every public page has a tested example.'));
}

function complete(at: number): SimulatedThread {
  const thread = atWork(at, 'images', goal('Docker image below 180 MB.'));
  thread.world.verdict = () => PASS;
  thread.world.replies.push({ items: [claim('174 MB')], tokens: TOKENS });
  return thread.run();
}
