import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyBundle } from '../../electron/export/verify';
import { type FlowPlace, flowPlace } from '../flows/support';
import { type OpenWindow, openWindow } from './harness';
import { openTab, STEP_MS, saveInDialogs } from './support';

// The sample is played by the command line first: about twenty seconds on an idle machine.
const SAMPLE_MS = 120_000;

let place: FlowPlace;
let window: OpenWindow;

beforeAll(async () => {
  place = flowPlace();
  const played = await place.run(['demo', '--json']);
  expect(played.code).toBe(0);
  window = await openWindow({ dataDir: place.data });
  window.page.setDefaultTimeout(STEP_MS);
}, SAMPLE_MS);
afterAll(async () => {
  await window?.close();
  place?.dispose();
});

const dialog = () => window.page.getByRole('dialog');

async function exportFromMenu(target: string): Promise<void> {
  await saveInDialogs(window.app, [target]);
  await window.page.getByRole('button', { name: 'More actions' }).click();
  await window.page.getByRole('menuitem', { name: 'Export evidence…' }).click();
}

describe('exporting evidence from the window', () => {
  it('writes what the dialog names, and shows the digest of exactly that bundle', async () => {
    const { page } = window;
    await page
      .getByRole('button', { name: /Reduce p95 checkout latency/ })
      .first()
      .click();
    const target = join(place.root, 'evidence.zip');
    await exportFromMenu(target);
    await dialog().getByText('Evidence exported').waitFor();
    const digest = /[0-9a-f]{64}/.exec(await dialog().innerText())?.[0];
    const looked = await verifyBundle(target, { signal: new AbortController().signal, ...(digest ? { digest } : {}) });
    expect([digest, looked]).toMatchObject([expect.any(String), { ok: true, value: { whole: true, digest } }]);
    await page.getByRole('button', { name: 'Close' }).click();
    await dialog().waitFor({ state: 'hidden' });
  });

  it('replaces nothing, says so, and asks for another place; the timeline leads to it too', async () => {
    const { page } = window;
    await saveInDialogs(window.app, [join(place.root, 'evidence.zip'), join(place.root, 'evidence')]);
    await openTab(page, 'Timeline');
    await page.getByRole('button', { name: 'Export evidence…' }).click();
    await dialog()
      .getByText(/is there already, and is not replaced/)
      .waitFor();
    await page.getByRole('button', { name: 'Choose another place…' }).click();
    await dialog().getByText('Evidence exported').waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    expect(await window.troubles()).toEqual([]);
  });

  it('has a page that opens from its file in this engine, asks for nothing else, and complains of nothing', async () => {
    const url = pathToFileURL(join(place.root, 'evidence', 'report.html')).href;
    const seen = await window.app.evaluate(async ({ BrowserWindow }, page) => {
      const opened = new BrowserWindow({ show: false, webPreferences: { sandbox: true, partition: 'report' } });
      const said: string[] = [];
      const asked: string[] = [];
      opened.webContents.on('console-message', (...words) => void said.push(JSON.stringify(words.slice(1))));
      opened.webContents.session.webRequest.onBeforeRequest((details, answer) => {
        asked.push(details.url);
        answer({});
      });
      await opened.loadFile(decodeURIComponent(new URL(page).pathname));
      const title = opened.webContents.getTitle();
      const pdf = await opened.webContents.printToPDF({});
      opened.destroy();
      return { said, asked, title, pdf: pdf.subarray(0, 5).toString() };
    }, url);
    expect(seen).toEqual({
      said: [],
      asked: [url],
      title: 'Reduce p95 checkout latency below 120 ms. · Goalpost evidence',
      pdf: '%PDF-',
    });
  });
});
