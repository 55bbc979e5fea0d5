import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { permissionRules } from '../../electron/core/permissionRules';
import { Engine } from '../../electron/engine/engine';
import * as git from '../../electron/git/git';
import { parseContractFile, readContractFile } from '../../electron/goalFiles/contractFile';
import { renderContractFile } from '../../electron/goalFiles/renderContract';
import { createHandlers } from '../../electron/ipc/handlers';
import type { WindowParts } from '../../electron/ipc/ipc';
import { openBlobStore } from '../../electron/store/blobStore';
import { openEventStore } from '../../electron/store/eventStore';
import { Contract } from '../../shared/goal/contract';
import type { Push } from '../../shared/ipc/push';
import { Emitter } from '../../shared/kernel/emitter';
import { err, ok } from '../../shared/kernel/result';
import type { ModelRef } from '../../shared/provider/model';
import { UNSET_SETTINGS } from '../fakes/unsetSettings';

export const CONTRACT = Contract.parse({
  goalpost: 1,
  outcome: 'green',
  verification: [{ id: 'ok', kind: 'command', run: 'true' }],
});

/** The handlers over a real engine, log and repository; work is only noted, not carried out. */
export async function handlersRig(options: { readonly sandbox?: 'missing' } = {}) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost ipc tést-')));
  const workspace = join(folder, 'w');
  mkdirSync(workspace);
  const asUser = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=U', '-c', 'user.email=u@example.invalid', ...args], { cwd: workspace, stdio: 'pipe' });
  writeFileSync(join(workspace, 'a.txt'), 'one\n');
  asUser('init', '-q');
  asUser('add', '-A');
  asUser('commit', '-qm', 'first');
  const opened = openEventStore(join(folder, 'log.db'), { mode: 'write' });
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  const owed: string[] = [];
  const engine = new Engine({
    store,
    now: Date.now,
    carryOut: (work, { signal }) => {
      owed.push(work.kind);
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    },
  });
  onTestFinished(async () => {
    await engine.dispose();
    await store.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  const core = {
    engine,
    store,
    blobs: await openBlobStore(join(folder, 'blobs')),
    git,
    provider: (ref: ModelRef) =>
      ref.api === 'chat'
        ? ok({
            stream: async function* () {
              yield* [];
            },
          })
        : err({ kind: 'auth', message: 'There is no key for the model server at x:443: set OPENAI_API_KEY.' } as const),
    deltas: new Emitter<never>(),
    rules: permissionRules(folder),
    places: PLACES,
    ...TERMINALS,
    sandbox: options.sandbox === 'missing' ? err({ message: 'Install bubblewrap.' }) : ok('enforced'),
  };
  let settings: ReturnType<WindowParts['settings']['current']> = UNSET_SETTINGS;
  let ids = 0;
  const told: Push[] = [];
  const parts: WindowParts = {
    core,
    menu: { told: () => undefined, act: () => undefined },
    search: { find: () => ok({ threads: [], cut: false, indexing: null }) },
    attention: {
      rows: () => undefined,
      looks: () => undefined,
      service: () => ({ available: true }),
      test: () => ({ available: true }),
    },
    data: { measure: async () => [], show: async () => ok({}) },
    parts: async () => [],
    info: { version: '1', dataDir: folder, platform: 'linux', runtime: 'test' },
    contractFiles: { parse: parseContractFile, render: renderContractFile, read: readContractFile, templates: async () => [] },
    dialogs: {
      folder: async () => null,
      openContract: async () => null,
      saveContract: async () => null,
      saveBundle: async () => null,
      savePatch: async () => null,
      saveOutput: async () => null,
    },
    bundles: { export: async () => err({ code: 'unused', message: 'unused' }), cancel: () => undefined, show: () => undefined },
    drafts: { read: async () => null, save: async () => ok(1), remove: async () => ok(undefined) },
    settings: {
      faults: [],
      current: () => settings,
      save: async (change) => {
        settings = change(settings);
        return ok(undefined);
      },
    },
    key: {
      state: () => ({ key: 'none', keychain: { available: false, reason: 'none' } }),
      save: async () => ok(undefined),
      remove: async () => ok(undefined),
    },
    writeSample: async () => {
      const contractFile = join(workspace, 'goal.md');
      writeFileSync(contractFile, renderContractFile(CONTRACT));
      return ok({ workspace, contractFile });
    },
    withFiles: async (_state, order) => ok(order),
    health: async () => [{ id: 'git', state: 'works', words: '2.39' }],
    newThreadId: () => `thread${++ids}`,
    writeRemembered: () => undefined,
  };
  return {
    handlers: createHandlers(parts, { exporting: () => undefined, tell: (push) => told.push(push) }),
    core,
    engine,
    store,
    workspace,
    owed,
    folder,
    told,
  };
}

/** Places are the core's own subject, and tested with it. */
const PLACES: WindowParts['core']['places'] = {
  look: async () => err({ code: 'unused', message: 'unused' }),
  remove: async () => err({ code: 'unused', message: 'unused' }),
  bring: async () => err({ code: 'unused', message: 'unused' }),
};

/** So are terminals, and the way to them. */
const TERMINALS = { terminals: {}, threadTerminals: {}, tries: {} } as unknown as Pick<
  WindowParts['core'],
  'terminals' | 'threadTerminals' | 'tries'
>;
