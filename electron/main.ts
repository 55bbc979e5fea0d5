// The window's door: one core, one window, and what stands between them. Each setup owns one concern; here is only their order.
// The language comes first, because what is imported after it speaks.
import './app/language';

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, nativeTheme, session, shell } from 'electron';
import type { Push } from '../shared/ipc/push';
import { type Disposable, DisposableStore } from '../shared/kernel/lifecycle';
import { ok, type Result } from '../shared/kernel/result';
import { ServerApi } from '../shared/provider/model';
import { appVersion, readParts, report, reportThrown, runtimeName } from './app/app';
import { Attention } from './app/attention';
import { nativeDialogs } from './app/dialogs';
import { draftFiles } from './app/draftFiles';
import { showFolder } from './app/folders';
import { setupGuards, setupRequests } from './app/guards';
import { KeptWindows } from './app/keptWindows';
import { systemKeychain } from './app/keychain';
import { translation, translationFault } from './app/language';
import { claimWindow, setupQuit, setupWindowless, showWindow } from './app/lifecycle';
import { AppMenu } from './app/menu';
import { openedOnce } from './app/opening';
import { developmentOrigin } from './app/ownPage';
import { APP_ORIGIN } from './app/pages';
import { setupPermissions } from './app/permissions';
import { registerAppScheme, serveAppPages } from './app/protocol';
import { openSettings, type SettingsStore } from './app/settingsFile';
import { systemNotifications } from './app/systemNotifications';
import { utilityHost } from './app/utilityHost';
import { openWindow } from './app/window';
import type { WindowBounds } from './app/windowBounds';
import { tell, Windows } from './app/windows';
import { type Core, type CoreError, openCore } from './core';
import { prepared } from './core/answers';
import { BundleExports } from './core/bundleExports';
import { namedDataFolder } from './core/dataFolder';
import { dataSizes } from './core/dataSizes';
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
import { type CallDoor, openCallDoor } from './ipc/listen';
import { SAMPLE_SCRIPTS } from './sample/samples';
import { writeSample } from './sample/writeSample';
import { SEARCH_FILE, SearchFollower } from './store/searchFollower';
import { type Keychain, openSecrets, type Secrets } from './store/secrets';
import { HOST_HEAP, hostEnvironment } from './terminals/hostEnvironment';

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
  start().catch(failStart);
} else {
  app.exit(0);
}

/** The core is opened while Electron itself starts and while the page loads: whoever needs it waits for what is left. */
async function start(): Promise<void> {
  const [settings, stood] = await Promise.all([
    openSettings({ dataDir, pricesFile: PRICES_FILE, defaults: environmentDefaults() }),
    KeptWindows.read({ file: join(dataDir, 'windows.json'), before: join(dataDir, 'window.json'), report }),
  ]);
  const kept = owned.own(stood);
  const keys = app.whenReady().then(openKeys);
  const openAnother = () => void openPage({ fault, kept }, { name: kept.newName() }).catch(failStart);
  const menu = new AppMenu({ tell, openWindow: openAnother });
  const calls = owned.own(openCallDoor(windows.owns));
  const core = owned.own(openedOnce(() => openConnected(settings, keys, { openAnother, calls, menu })));
  let failed = false;
  const opening = core.open().then(({ ok }) => {
    failed = !ok;
  });
  const { secrets } = await keys;
  for (const fault of [translationFault, ...settings.faults, secrets.fault]) if (fault !== undefined) report(fault);
  applyLooks(settings.current());
  // Only once it has failed is a page kept waiting for another try; else it is sent at once, and its calls wait.
  const fault = async () => {
    const opened = failed ? await core.open() : undefined;
    failed = opened !== undefined && !opened.ok;
    return opened === undefined || opened.ok ? undefined : opened.error.message;
  };
  setupPermissions(session.defaultSession, origins);
  setupRequests(session.defaultSession, origins);
  serveAppPages(session.defaultSession, { root: join(OUT, 'renderer'), ready: fault, translation });
  setupWindowless(() => {
    if (windows.first) showWindow(windows.first);
    else openAnother();
  });
  const settled = async () => {
    await opening;
    return fault();
  };
  const [first = { id: kept.newName() }, ...others] = kept.windows;
  for (const { id, ...where } of [first, ...others]) await openPage({ fault: settled, kept }, { name: id, ...where });
  await opening;
  if (failed) windows.reload();
}

/** What the system's keychain holds, which answers only once Electron is ready. */
async function openKeys(): Promise<Keys> {
  const keychain = systemKeychain();
  const secrets = await openSecrets({ file: join(dataDir, 'secrets.json'), keychain, environment: environmentKey });
  return { keychain, secrets };
}

/** Our own page asks for the core itself when it is loaded; a development server's cannot, so the core is opened first. */
async function openPage(
  { fault, kept }: { readonly fault: () => Promise<string | undefined>; readonly kept: KeptWindows },
  { name, bounds }: { readonly name: string; readonly bounds?: WindowBounds },
): Promise<void> {
  const url = development !== undefined && (await fault()) === undefined ? development : `${APP_ORIGIN}/`;
  const onBounds = (now: WindowBounds) => kept.stands(name, now);
  const window = openWindow({ url, preload: join(OUT, 'preload.cjs'), name, bounds, beside: windows.first, onBounds, report });
  window.once('closed', () => kept.closed(name));
  windows.add(window);
}

interface Keys {
  readonly secrets: Secrets;
  readonly keychain: Keychain;
}

interface Opened extends Keys {
  readonly settings: SettingsStore;
  readonly version: string;
  readonly menu: AppMenu;
  readonly openAnother: () => void;
}

/** The core with its windows joined to it, released in that order reversed. */
async function openConnected(
  settings: SettingsStore,
  keys: Promise<Keys>,
  { openAnother, calls, menu }: { readonly openAnother: () => void; readonly calls: CallDoor; readonly menu: AppMenu },
): Promise<Result<Disposable, CoreError>> {
  // Nothing asks a model before the windows are joined below.
  let known: Keys | undefined;
  const core = await openCore({
    dataDir,
    hostEntry: join(OUT, 'wrapHost.mjs'),
    startPtyHost: () => utilityHost(join(OUT, 'ptyHost.mjs'), hostEnvironment(), HOST_HEAP),
    scripts: SAMPLE_SCRIPTS,
    prices: () => settings.current().prices,
    secret: (name) => known?.secrets.get(name),
    withoutSandbox: 'look',
    concurrentTurns: settings.current().concurrentTurns,
    serve: serveOrder,
  });
  if (!core.ok) return core;
  const both = new DisposableStore();
  both.own(core.value);
  known = await keys;
  const opened: Opened = { settings, ...known, version: await appVersion(join(OUT, '..', 'package.json')), openAnother, menu };
  const search = both.own(
    new SearchFollower({
      file: join(dataDir, SEARCH_FILE),
      store: core.value.store,
      onEvent: (hear) => core.value.engine.onEvent(hear),
    }),
  );
  const attention = both.own(attentionOver(core.value, opened));
  const send = (push: Push) => {
    windows.send(push);
    attention.heard(push);
  };
  const exports = both.own(new BundleExports(() => exportParts(core.value, opened)));
  const parts = windowParts(core.value, opened, { exports, search, attention });
  both.own(connectWindows(parts, { send, calls, origins, report: reportThrown }));
  return ok(both);
}

/** Whoever looks elsewhere is told of what the windows are told. */
function attentionOver(core: Core, { settings, openAnother }: Opened): Attention {
  const attention = new Attention({
    edge: systemNotifications(),
    windows: windows.forAttention(openAnother),
    wants: (kind) => settings.current().notifications[kind],
    state: (thread) => core.engine.state(thread),
    now: Date.now,
  });
  windows.listen({ focus: () => attention.focusChanged(), gone: (contents) => attention.looks(contents, undefined) });
  return attention;
}

function exportParts(core: Core, { secrets, version }: Opened) {
  const key = secrets.get('openai');
  const known = [...environmentSecrets(process.env), ...(key === undefined ? [] : [{ name: 'the saved key', value: key }])];
  return { store: core.store, blobs: core.blobs, git: core.git, secrets: known, now: Date.now, app: version };
}

interface Joined {
  readonly exports: BundleExports;
  readonly search: SearchFollower;
  readonly attention: Attention;
}

function windowParts(core: Core, opened: Opened, { exports, search, attention }: Joined): WindowParts {
  const { settings, secrets, keychain, version, menu } = opened;
  return {
    core,
    menu,
    search,
    attention,
    data: { measure: () => dataSizes(dataDir), show: () => showFolder(dataDir) },
    parts: () => readParts(join(OUT, 'parts.json')),
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
    drafts: draftFiles(join(dataDir, 'drafts')),
    settings: {
      get faults() {
        return settings.faults;
      },
      current: settings.current,
      save: (change) => saveSettings(core, settings, change),
    },
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
    writeRemembered: () => session.defaultSession.flushStorageData(),
  };
}

function healthParts({ state }: Keychain) {
  const keychain = state.available
    ? ({ state: 'works', words: 'keys are kept in the system’s encryption' } as const)
    : ({ state: 'limited', words: state.reason, remedy: { words: 'Or set OPENAI_API_KEY where Goalpost is started.' } } as const);
  const window = { state: 'works', words: runtimeName() } as const;
  return { hostEntry: join(OUT, 'wrapHost.mjs'), dataDir, keychain, window };
}

async function saveSettings(core: Core, settings: SettingsStore, change: Parameters<SettingsStore['save']>[0]) {
  const saved = await settings.save(change);
  if (!saved.ok) return saved;
  applyLooks(settings.current());
  core.engine.limitTurns(settings.current().concurrentTurns);
  return saved;
}

/** What of the looks is the system's: the theme of its own parts. The zoom is Chromium's, of all our pages together. */
function applyLooks({ theme, appearance }: ReturnType<SettingsStore['current']>): void {
  nativeTheme.themeSource = theme;
  windows.zoom(appearance.zoom / 100);
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
