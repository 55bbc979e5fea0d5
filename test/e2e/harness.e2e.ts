import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWindow } from './harness';

const MAIN = `
import { app, BrowserWindow } from 'electron';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
if (app.isReady()) throw new Error('loaded too late to register a protocol');
app.setPath('userData', join(process.env.GOALPOST_DATA, 'electron'));
globalThis.say = () => console.log('main says ' + JSON.stringify(process.argv.slice(-1)));
app.on('window-all-closed', () => app.quit());
if (process.env.BROKEN) throw new Error('broken at the start');
app.whenReady().then(() => {
  writeFileSync(join(process.env.GOALPOST_DATA, 'kept'), 'by the app');
  const window = new BrowserWindow({ width: 640, height: 480, webPreferences: { sandbox: true, preload: join(import.meta.dirname, 'preload.cjs') } });
  window.loadFile(process.env.PAGE);
});
`;
const PRELOAD = `require('electron').contextBridge.exposeInMainWorld('bridge', { node: typeof process });`;
const HEAD = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self'"><title>Übung</title>`;

let app: string;

beforeAll(() => {
  app = mkdtempSync(join(tmpdir(), 'goalpost planted app-'));
  const write = (name: string, text: string): void => writeFileSync(join(app, name), text);
  write('package.json', '{ "name": "planted", "version": "1.2.3", "type": "module", "main": "main.js" }');
  write('main.js', MAIN);
  write('preload.cjs', PRELOAD);
  write('good.html', `${HEAD}<h1>Hello</h1><script src="good.js"></script>`);
  write('good.js', 'document.title += " " + typeof bridge;');
  write('bad.html', `${HEAD}<h1 style="color: red">Hello</h1><script>1</script><script src="bad.js"></script>`);
  write('bad.js', 'console.error("said in anger"); throw new Error("thrown at once");');
});

afterAll(() => rmSync(app, { recursive: true, force: true }));

const planted = (page: string, more: { readonly env?: Record<string, string>; readonly dataDir?: string } = {}) =>
  openWindow({ app, args: ['last-word'], ...more, env: { PAGE: join(app, page), ...more.env } });

describe('the harness of the window’s tests', () => {
  it('opens an app’s window, looks into both of its processes, takes a picture, and leaves nothing behind', async () => {
    const window = await planted('good.html');
    expect(await window.page.title()).toBe('Übung object');
    expect(
      await window.app.evaluate(({ app: electron }) => [electron.getName(), electron.getVersion(), electron.isPackaged]),
    ).toEqual(['planted', '1.2.3', false]);
    await window.app.evaluate(() => Reflect.get(globalThis, 'say')());
    await expect.poll(() => window.output()).toContain('main says ["last-word"]');
    expect((await window.page.screenshot()).subarray(1, 4).toString()).toBe('PNG');
    expect(readdirSync(window.dataDir)).toContain('kept');
    expect(await window.troubles()).toEqual([]);
    await window.close();
    expect(existsSync(window.dataDir)).toBe(false);
  });

  it('gives the app none of our own variables', async () => {
    process.env.OPENAI_API_KEY = 'ours';
    const window = await planted('good.html');
    const names = await window.app.evaluate(() => Object.keys(process.env));
    await window.close();
    delete process.env.OPENAI_API_KEY;
    expect(names).not.toContain('OPENAI_API_KEY');
    expect(names).toContain('GOALPOST_DATA');
  });

  it('tells of console errors, thrown errors and breaches of the page’s policy, also of those from before it looked', async () => {
    const window = await planted('bad.html');
    await expect.poll(async () => (await window.troubles()).length).toBe(4);
    const told = (await window.troubles()).join('\n');
    await window.close();
    expect(told).toMatch(/inline style/);
    expect(told).toMatch(/inline script/);
    expect(told).toContain('said in anger');
    expect(told).toContain('thrown at once');
  });

  it('tells what an app said that did not start', async () => {
    await expect(planted('good.html', { env: { BROKEN: '1' } })).rejects.toThrow(/broken at the start/);
  });

  it('keeps a data folder that the test named, over a kill and another start', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'goalpost kept-'));
    const first = await planted('good.html', { dataDir });
    await first.kill();
    await first.close();
    const second = await planted('good.html', { dataDir });
    await second.close();
    expect(existsSync(join(dataDir, 'kept'))).toBe(true);
    rmSync(dataDir, { recursive: true });
  });
});
