// The window's door: one core, one window, and what stands between them. Each setup owns one concern; here is only their order.
// The language comes first, because what is imported after it speaks.
import './app/language';

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, nativeTheme, session, shell } from 'electron';
import { type Disposable, DisposableStore } from '../shared/kernel/lifecycle';
import { ok, type Result } from '../shared/kernel/result';
import { ServerApi } from '../shared/provider/model';
import { appVersion, report, reportThrown, runtimeName } from './app/app';
import { nativeDialogs } from './app/dialogs';
import { setupGuards, setupRequests } from './app/guards';
import { systemKeychain } from './app/keychain';
import { translation, translationFault } from './app/language';
import { claimWindow, setupQuit, setupWindowless, showWindow } from './app/lifecycle';
import { setupMenu } from './app/menu';
import { openedOnce } from './app/opening';
import { developmentOrigin } from './app/ownPage';
import { APP_ORIGIN } from './app/pages';
import { setupPermissions } from './app/permissions';
import { registerAppScheme, serveAppPages } from './app/protocol';
import { openSettings, type SettingsStore } from './app/settingsFile';
import { utilityHost } from './app/utilityHost';
import { openWindow } from './app/window';
import { Windows } from './app/windows';
import { type Core, type CoreError, openCore } from './core';
import { prepared } from './core/answers';
import { BundleExports } from './core/bundleExports';
import { namedDataFolder } from './core/dataFolder';
import { environmentSecrets } from './core/knownSecrets';
import { machineHealth } from './core/machineHealth';
import { newThreadId } from './core/newThread';
import { serveOrder } from './core/orders';
import { PRICES_FILE } from './core/prices';
import { parseContractFile, readContractFile } from './goalFiles/contractFile';
import { renderContractFile } from './goalFiles/renderContract';
import { readTemplates } from './goalFiles/templates';
import { connectWindows } from './ipc/connect';
import type { WindowParts } from './ipc/ipc';
import { SAMPLE_SCRIPTS } from './sample/samples';
import { writeSample } from './sample/writeSample';
import { type Keychain, openSecrets, type Secrets } from './store/secrets';
import { hostEnvironment } from './terminals/hostEnvironment';

/** The bundle's folder, `out/`: the preload, the page and both hosts stand beside this file, the sample one level up. */
const OUT = dirname(fileURLToPath(import.meta.url));

const dataDir = namedDataFolder(app.commandLine.getSwitchValue('data') || undefined);
const development = app.isPackaged ? undefined : developmentOrigin(process.env.ELECTRON_RENDERER_URL);
const origins = [APP_ORIGIN, ...(development === undefined ? [] : [development])];
const windows = new Windows();
const owned = new DisposableStore();

registerAppScheme();
setupGuards(origins);
if (claimWindow(dataDir, () => showWindow(windows.first))) {
  setupQuit(owned, report);
  app.whenReady().then(start).catch(failStart);
} else {
  app.exit(0);
}

async function start(): Promise<void> {
  const settings = await openSettings({ dataDir, pricesFile: PRICES_FILE, defaults: environmentDefaults() });
  const keychain = systemKeychain();
  const secrets = await openSecrets({ file: join(dataDir, 'secrets.json'), keychain, environment: environmentKey });
  for (const fault of [translationFault, ...settings.faults, secrets.fault]) if (fault !== undefined) report(fault);
  nativeTheme.themeSource = settings.current().theme;
  const version = await appVersion(join(OUT, '..', 'package.json'));
  const core = owned.own(openedOnce(() => openConnected({ settings, secrets, keychain, version })));
  const fault = async () => {
    const opened = await core.open();
    return opened.ok ? undefined : opened.error.message;
  };
  setupPermissions(session.defaultSession, origins);
  setupRequests(session.defaultSession, origins);
  serveAppPages(session.defaultSession, { root: join(OUT, 'renderer'), ready: fault, translation });
  const openAnother = () => void openPage(fault).catch(failStart);
  setupMenu((place) => windows.sendFirst({ type: 'go', place }), openAnother);
  setupWindowless(() => {
    if (windows.first) showWindow(windows.first);
    else openAnother();
  });
  await openPage(fault);
}

/** Our own page asks for the core itself when it is loaded; a development server's cannot, so the core is opened first. */
async function openPage(fault: () => Promise<string | undefined>): Promise<void> {
  const url = development !== undefined && (await fault()) === undefined ? development : `${APP_ORIGIN}/`;
  const place = { url, preload: join(OUT, 'preload.cjs'), boundsFile: join(dataDir, 'window.json'), others: windows.count };
  windows.add(await openWindow({ ...place, report }));
}

interface Opened {
  readonly settings: SettingsStore;
  readonly secrets: Secrets;
  readonly keychain: Keychain;
  readonly version: string;
}

/** The core with its windows joined to it, released in that order reversed. */
async function openConnected(opened: Opened): Promise<Result<Disposable, CoreError>> {
  const core = await openCore({
    dataDir,
    hostEntry: join(OUT, 'wrapHost.mjs'),
    startPtyHost: () => utilityHost(join(OUT, 'ptyHost.mjs'), hostEnvironment()),
    scripts: SAMPLE_SCRIPTS,
    prices: () => opened.settings.current().prices,
    secret: (name) => opened.secrets.get(name),
    withoutSandbox: 'look',
    concurrentTurns: opened.settings.current().concurrentTurns,
    serve: serveOrder,
  });
  if (!core.ok) return core;
  const both = new DisposableStore();
  both.own(core.value);
  const { send, owns } = windows;
  const exports = both.own(new BundleExports(() => exportParts(core.value, opened)));
  both.own(connectWindows(windowParts(core.value, opened, exports), { send, owns, origins, report: reportThrown }));
  return ok(both);
}

function exportParts(core: Core, { secrets, version }: Opened) {
  const key = secrets.get('openai');
  const known = [...environmentSecrets(process.env), ...(key === undefined ? [] : [{ name: 'the saved key', value: key }])];
  return { store: core.store, blobs: core.blobs, git: core.git, secrets: known, now: Date.now, app: version };
}

function windowParts(core: Core, opened: Opened, exports: BundleExports): WindowParts {
  const { settings, secrets, keychain, version } = opened;
  return {
    core,
    info: { version, dataDir, platform: process.platform, runtime: runtimeName() },
    contractFiles: {
      parse: parseContractFile,
      render: renderContractFile,
      read: readContractFile,
      templates: () => readTemplates(join(OUT, '..', 'templates')),
    },
    dialogs: nativeDialogs(() => windows.first),
    bundles: {
      export: (order) => exports.start(order),
      cancel: (thread) => exports.cancel(thread),
      show: (path) => shell.showItemInFolder(path),
    },
    settings: { current: settings.current, save: (next) => saveSettings(core, settings, next) },
    key: {
      state: () => ({ key: secrets.where('openai'), keychain: keychain.state }),
      save: (key) => secrets.save('openai', key),
      remove: () => secrets.remove('openai'),
    },
    writeSample: (name, thread) =>
      writeSample({ from: join(OUT, '..', 'sample', name), to: join(dataDir, 'samples', `${name}-${thread}`) }),
    withFiles: (state, order) => prepared(core, state, order),
    health: () => machineHealth(healthParts(keychain)),
    newThreadId,
  };
}

function healthParts({ state }: Keychain) {
  const keychain = state.available
    ? ({ state: 'works', words: 'keys are kept in the system’s encryption' } as const)
    : ({ state: 'limited', words: state.reason, remedy: { words: 'Or set OPENAI_API_KEY where Goalpost is started.' } } as const);
  const window = { state: 'works', words: runtimeName() } as const;
  return { hostEntry: join(OUT, 'wrapHost.mjs'), dataDir, keychain, window };
}

async function saveSettings(core: Core, settings: SettingsStore, next: ReturnType<SettingsStore['current']>) {
  const saved = await settings.save(next);
  if (!saved.ok) return saved;
  nativeTheme.themeSource = next.theme;
  core.engine.limitTurns(next.concurrentTurns);
  return saved;
}

function environmentKey(): string | undefined {
  return process.env.OPENAI_API_KEY || undefined;
}

function environmentDefaults() {
  // A word that names no API shows in Settings as the usual one, where it is set right.
  const api = ServerApi.catch('responses').parse(process.env.GOALPOST_API);
  return { model: process.env.OPENAI_MODEL ?? '', baseUrl: process.env.OPENAI_BASE_URL ?? '', api };
}

function failStart(thrown: unknown): void {
  reportThrown('The window could not be opened', thrown);
  app.exit(1);
}
