import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWindow, openWindow } from './harness';
import { ask, STEP_MS } from './support';

let window: OpenWindow;
/** A server that nothing of the page may ever reach. */
let outside: Server;
let address: string;
let reached: string[];
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'goalpost hostile-'));
  reached = [];
  outside = createServer((request, answer) => {
    reached.push(`${request.method} ${request.url}`);
    answer.end('reached');
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  window = await openWindow();
  window.page.setDefaultTimeout(STEP_MS);
});
afterAll(async () => {
  await window?.close();
  outside?.close();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * What an expression of the page's script comes to, or what it throws, by name. In a step of its own: what a driver evaluates at once
 * may use `eval`, whatever the page's policy says.
 */
function inPage(script: string): Promise<unknown> {
  const guarded = `async () => { try { done(await (${script})); } catch (error) { done('threw ' + error.name); } }`;
  return window.page.evaluate(`new Promise((done) => setTimeout(${guarded}))`);
}

/** How a call with these words, as JavaScript, is answered: its code, or `ok`. */
async function answered(call: string): Promise<unknown> {
  return inPage(`goalpost.call(${call}).then((answer) => answer.ok ? 'ok' : answer.error.code)`);
}

describe('hostile calls to the preload', () => {
  it('find three members and nothing else to hold on to', async () => {
    expect(await inPage('Object.getOwnPropertyNames(goalpost).sort().join()')).toBe('call,onPush,window');
    expect(await inPage('Object.isFrozen(goalpost)')).toBe(true);
    expect(
      await inPage('(() => { goalpost.call = () => 1; goalpost.more = 1; return Object.keys(goalpost).sort().join(); })()'),
    ).toBe('call,onPush,window');
    const names = ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron', '__dirname', 'setImmediate'];
    expect(await inPage(`${JSON.stringify(names)}.filter((name) => name in globalThis)`)).toEqual([]);
    // The way out of a context that is not isolated.
    expect(await inPage("goalpost.call.constructor('return typeof process')()")).toBe('threw EvalError');
  });

  it.each([
    ["'no/such', {}", 'unknown_method'],
    ["'', {}", 'unknown_method'],
    ["'__proto__', {}", 'unknown_method'],
    ["'constructor', {}", 'unknown_method'],
    ["'toString', {}", 'unknown_method'],
    ["'hasOwnProperty', { thread: 't' }", 'unknown_method'],
    ['undefined, undefined', 'unknown_method'],
    ['null, {}', 'unknown_method'],
    ['7, {}', 'unknown_method'],
    ["['app/info'], {}", 'unknown_method'],
    ['{ toString: 1 }, {}', 'unknown_method'],
    ["'x'.repeat(10_000_000), {}", 'unknown_method'],
  ])('are refused for a method that there is not: %s', async (call, code) => {
    expect(await answered(call)).toBe(code);
  });

  it.each([
    ["'app/info', undefined"],
    ["'app/info', null"],
    ["'app/info', []"],
    ["'app/info', { more: 1 }"],
    ["'thread/open', {}"],
    ["'thread/open', { thread: 5 }"],
    ["'thread/open', { thread: '' }"],
    ["'thread/open', { thread: 'x'.repeat(65) }"],
    ["'thread/open', { thread: ['t'] }"],
    ["'thread/open', { thread: 't', more: true }"],
    ["'thread/events', { thread: 't', after: -1 }"],
    ["'thread/events', { thread: 't', after: NaN }"],
    ["'thread/events', { thread: 't', after: Infinity }"],
    ["'thread/command', { thread: 't', id: 'not-a-uuid', command: { type: 'goal.pause' } }"],
    ["'thread/command', { thread: 't', id: crypto.randomUUID(), command: { type: 'turn.start', by: 'app' } }"],
    ["'thread/command', { thread: 't', id: crypto.randomUUID(), command: { type: 'goal.complete' } }"],
    ["'thread/command', { thread: 't', id: crypto.randomUUID(), command: { type: 'goal.pause', by: 'app' } }"],
    ["'blob/text', { sha256: '../../etc/passwd', offset: 0, bytes: 10 }"],
    ["'blob/text', { sha256: 'a'.repeat(64), offset: 0, bytes: 1_000_001 }"],
    ["'output/rows', { sha256: 'a'.repeat(64), from: 0, count: 1_001 }"],
    ["'output/text', { sha256: 'a'.repeat(64), from: { row: -1, column: 0 }, to: null }"],
    ["'output/save', { sha256: 'a'.repeat(64), as: 'raw', name: 'x', path: '/etc/passwd' }"],
    ["'settings/save', { model: '', baseUrl: '', api: 'chat', theme: 'pink', prices: {}, concurrentTurns: 4 }"],
    ["'key/save', { key: '' }"],
    ["'key/save', { key: 'x'.repeat(1_001) }"],
    ["'contract/parse', { text: 'x'.repeat(1_000_001) }"],
    ["'contract/parse', { text: 'x'.repeat(20_000_000) }"],
    ["'contract/parse', { text: new Uint8Array(10) }"],
    ["'contract/parse', { text: new Map() }"],
    ["'contract/parse', { text: new Date() }"],
    ["'contract/parse', new Array(1_000_000)"],
    ["'contract/parse', Array.from({ length: 100_000 }, () => 1)"],
    ["'contract/parse', (() => { const a = {}; a.text = a; return a; })()"],
  ])('are refused for parameters of another shape: %s', async (call) => {
    expect(await answered(call)).toBe('bad_params');
  });

  it.each([
    ["'contract/parse', () => 1"],
    ["'contract/parse', { text: () => 1 }"],
    ["'contract/parse', { text: Symbol('x') }"],
    ['() => 1, {}'],
    ["'contract/parse', { text: document.body }"],
    ["'contract/parse', (() => { let a = {}; for (let i = 0; i < 500; i++) a = { a }; return a; })()"],
    ["'contract/parse', { get text() { throw new RangeError('no'); } }"],
  ])('never get what cannot be cloned over the bridge: %s', async (call) => {
    expect(await answered(call)).toMatch(/^threw |^bad_params$/);
  });

  it.each([
    ["'thread/open', { thread: 'nobody' }", 'no_thread'],
    ["'thread/open', { thread: '__proto__' }", 'no_thread'],
    ["'thread/open', { thread: '../../etc' }", 'no_thread'],
    ["'diff/file', { thread: '../x', from: '1'.repeat(40), to: '2'.repeat(40), path: '/etc/passwd' }", 'no_thread'],
    ["'diff/file', { thread: 'nobody', from: 'HEAD', to: '--output=/tmp/x', path: '/etc/passwd' }", 'bad_params'],
    ["'terminal/attach', { thread: 'nobody', terminal: 'shell-1', ticket: 'x', input: true }", 'no_thread'],
    ["'terminal/attach', { thread: '../x', terminal: '../../etc/passwd', ticket: 'x' }", 'no_thread'],
    ["'terminal/close', { thread: 'nobody', terminal: '../../x', force: true }", 'no_thread'],
    ["'terminal/screen', { thread: '../..', terminal: '..' }", 'no_thread'],
    ["'shell/open', { thread: 'nobody' }", 'no_thread'],
    ["'contract/read', { path: '/etc/passwd' }", 'bad_path'],
    ["'contract/read', { path: 'goal.md' }", 'bad_path'],
    ["'contract/read', { path: '/tmp/.git/goal.md' }", 'bad_path'],
    ["'contract/read', { path: '/tmp/goal.md\\0.txt' }", 'bad_path'],
    ["'contract/save', { path: '/etc/cron.d/x', contract: { goalpost: 1, outcome: 'x' } }", 'bad_path'],
    [
      "'settings/save', { model: 'm', baseUrl: 'file:///etc/passwd', api: 'chat', theme: 'light', prices: {}, concurrentTurns: 4 }",
      'bad_address',
    ],
    [
      "'settings/save', { model: 'm', baseUrl: 'javascript:1', api: 'chat', theme: 'light', prices: {}, concurrentTurns: 4 }",
      'bad_address',
    ],
  ])('are refused what they may not have: %s', async (call, code) => {
    expect(await answered(call)).toBe(code);
  });

  it('cannot replace a file that is no contract, and leave nothing where they were refused', async () => {
    const notes = join(folder, 'notes.md');
    writeFileSync(notes, 'My notes.\n');
    const save = (path: string) => `'contract/save', { path: ${JSON.stringify(path)}, contract: { goalpost: 1, outcome: 'x' } }`;
    expect(await answered(save(notes))).toBe('not_a_contract');
    expect(await answered(save(join(folder, 'x.sh')))).toBe('bad_path');
    expect(existsSync(join(folder, 'x.sh'))).toBe(false);
  });

  it('cannot open a thread outside a repository', async () => {
    const create = `'thread/create', { workspace: ${JSON.stringify(folder)}, contract: { goalpost: 1, outcome: 'x' }, model: { api: 'scripted', script: 'checkout' } }`;
    expect(await answered(create)).toBe('not_a_repository');
    expect(await ask(window.page, 'threads/list', {})).toEqual([]);
  });

  it('by the thousand at once leave the app answering', async () => {
    const flood = `Promise.all(Array.from({ length: 2_000 }, (_, n) => goalpost.call(n % 2 ? 'x' + n : 'thread/open', { thread: 'n' + n })))`;
    expect(await inPage(`${flood}.then((all) => all.filter((answer) => answer.ok).length)`)).toBe(0);
    expect((await ask(window.page, 'app/info', {})).version).toMatch(/^\d/);
  });

  it('are told of by nothing but the refusals: the main process is silent', () => {
    expect(window.output()).not.toMatch(/goalpost:|Error/);
  });
});

describe('a page gone wrong', () => {
  it('reaches no other server, by any way there is', async () => {
    const url = JSON.stringify(`${address}/by`);
    expect(await inPage(`fetch(${url})`)).toBe('threw TypeError');
    expect(await inPage(`fetch(${url}, { mode: 'no-cors' })`)).toBe('threw TypeError');
    await inPage(`navigator.sendBeacon(${url})`);
    expect(await inPage(ends(`Object.assign(new Image(), { src: ${url} })`))).toBe('error');
    expect(
      await inPage(ends(`document.head.appendChild(Object.assign(document.createElement('script'), { src: ${url} }))`)),
    ).toBe('error');
    expect(
      await inPage(
        ends(`document.head.appendChild(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: ${url} }))`),
      ),
    ).toBe('error');
    expect(await inPage(ends(`new EventSource(${url})`))).toMatch(/error|SecurityError/);
    expect(await inPage(ends(`new WebSocket(${url.replace('http', 'ws')})`))).toMatch(/error|SecurityError/);
    expect(reached).toEqual([]);
  });

  it('runs no text as a script', async () => {
    expect(await inPage("eval('1')")).toBe('threw EvalError');
    expect(await inPage("new Function('return 1')()")).toBe('threw EvalError');
    const inline =
      "const made = document.createElement('script'); made.textContent = 'globalThis.ran = 1'; document.body.append(made);";
    expect(await inPage(`(() => { ${inline} return 'ran' in globalThis; })()`)).toBe(false);
    const handler = "document.body.insertAdjacentHTML('beforeend', '<img src=data:, onerror=\"globalThis.ran = 1\">');";
    const settled =
      "const image = document.body.lastElementChild; await new Promise((done) => image.addEventListener('error', done));";
    expect(await inPage(`(async () => { ${handler} ${settled} return 'ran' in globalThis; })()`)).toBe(false);
    const worker = "new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))";
    expect(await inPage(ends(worker))).toMatch(/error|SecurityError/);
  });

  it('gets no permission', async () => {
    expect(await inPage("navigator.permissions.query({ name: 'notifications' }).then((found) => found.state)")).toBe('denied');
    expect(await inPage('navigator.mediaDevices.getUserMedia({ audio: true, video: true })')).toMatch(/^threw /);
    expect(
      await inPage('new Promise((done) => navigator.geolocation.getCurrentPosition(() => done(1), (e) => done(e.code)))'),
    ).toBe(1);
    expect(await inPage('navigator.clipboard.readText()')).toMatch(/^threw /);
  });

  it('opens no window, and loads no frame', async () => {
    expect(await inPage(`open(${JSON.stringify(address)}) === null`)).toBe(true);
    expect(await inPage("open('about:blank') === null")).toBe(true);
    expect(await windows()).toBe(1);
    for (const src of [`${address}/frame`, 'app://goalpost/', 'file:///etc/passwd', 'data:text/html,x']) {
      const frame = `document.body.appendChild(Object.assign(document.createElement('iframe'), { src: ${JSON.stringify(src)} }))`;
      await inPage(`(() => { ${frame}; })()`);
    }
    expect(
      await inPage(
        "[...document.querySelectorAll('iframe')].map((frame) => { try { return frame.contentWindow.goalpost; } catch { return undefined; } }).filter(Boolean).length",
      ),
    ).toBe(0);
    await inPage("document.querySelectorAll('iframe').forEach((frame) => frame.remove())");
    expect(reached).toEqual([]);
  });

  it('reads no file but its own', async () => {
    expect(await inPage("fetch('file:///etc/passwd')")).toBe('threw TypeError');
    for (const path of ['../main.mjs', '..%2fmain.mjs', '%2e%2e/main.mjs', '/etc/passwd', 'assets/../../main.mjs', 'x%00.js']) {
      const answer = await inPage(`fetch(${JSON.stringify(`app://goalpost/${path}`)}).then((answer) => answer.status)`);
      expect([path, answer]).toEqual([path, 404]);
    }
    expect(await inPage("fetch('app://elsewhere/').then((answer) => answer.status)")).toMatch(/^(404|threw TypeError)$/);
  });

  it('goes nowhere else', async () => {
    for (const to of [`${address}/page`, 'file:///etc/passwd', 'https://example.invalid/', 'data:text/html,x']) {
      expect([to, await triedToGo(to), await shownUrl()]).toEqual([to, 'stayed', 'app://goalpost/']);
    }
    expect(reached).toEqual([]);
    expect(await windows()).toBe(1);
  });

  it('is brought back from an empty page, which Chromium lets every page go to', async () => {
    await triedToGo('about:blank');
    await expect.poll(shownUrl, { timeout: 10_000 }).toBe('app://goalpost/');
    await expect.poll(() => inPage("goalpost.call('app/info', {}).then((answer) => answer.ok)"), { timeout: 10_000 }).toBe(true);
  });
});

/**
 * Sends the page elsewhere, and says what came of it once its script has been answered another call. By the main process: a driver waits for
 * ever for a navigation that was denied.
 */
function triedToGo(to: string): Promise<string> {
  return window.app.evaluate(async ({ BrowserWindow }, address) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const went = new Promise<string>((resolve) => contents?.once('did-navigate', () => resolve('went')));
    const later = "new Promise((resolve) => setTimeout(resolve)).then(() => goalpost.call('app/info', {}))";
    const script = `location.href = ${JSON.stringify(address)}; ${later}.then(() => ${later}).then((answer) => answer.ok)`;
    // A page that goes may take the answer to its own script with it.
    const stayed = contents?.executeJavaScript(script).then(
      () => 'stayed',
      () => 'stayed',
    );
    return Promise.race([went, stayed ?? 'no window']);
  }, to);
}

/** How loading ends that tells it by events: `load`, `error`, `message`, or the name of what was thrown at once. */
function ends(made: string): string {
  return `new Promise((end) => {
    try {
      const made = ${made};
      for (const type of ['load', 'open', 'message', 'error']) made.addEventListener(type, () => end(type));
    } catch (error) { end(error.name); }
  })`;
}

function windows(): Promise<number> {
  return window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
}

function shownUrl(): Promise<string | undefined> {
  return window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL());
}
