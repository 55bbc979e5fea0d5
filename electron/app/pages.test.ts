import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { faultPage, pageFor } from './pages';

function place() {
  const folder = mkdtempSync(join(tmpdir(), 'goalpost pages tést-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<head><meta name="csp-nonce" content=""><style nonce="">a{}</style></head>');
  writeFileSync(join(root, 'assets', 'main ü.js'), 'export {};');
  writeFileSync(join(root, 'assets', 'data.bin'), 'x');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'));
  return { root, get: (url: string, method = 'GET') => pageFor(root, { method, url }) };
}

describe('the app’s pages', () => {
  it('come with a policy whose nonce is fresh each time and stands in the page', async () => {
    const { get } = place();
    const [first, second] = [await get('app://goalpost/'), await get('app://goalpost/index.html')];
    const nonces = [first, second].map((page) => /'nonce-([^']+)'/.exec(page.headers['Content-Security-Policy'] ?? '')?.[1]);
    expect(nonces[0]).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(first.body).toBe(`<head><meta name="csp-nonce" content="${nonces[0]}"><style nonce="${nonces[0]}">a{}</style></head>`);
    expect(first.headers['Content-Security-Policy']).not.toMatch(/script-src[^;]*unsafe/);
  });

  it('are files of the folder under their types', async () => {
    const { get } = place();
    const script = await get('app://goalpost/assets/main%20%C3%BC.js?v=1');
    expect([script.status, script.headers['Content-Type']]).toEqual([200, 'text/javascript; charset=utf-8']);
    expect((await get('app://goalpost/assets/data.bin')).headers['Content-Type']).toBe('application/octet-stream');
  });

  it.each([
    'app://goalpost/../secret.txt',
    'app://goalpost/..%2fsecret.txt',
    'app://goalpost/%2e%2e/secret.txt',
    'app://goalpost/assets/..%2F..%2Fsecret.txt',
    'app://goalpost/..%5csecret.txt',
    'app://goalpost//etc/passwd',
    'app://goalpost/%2fetc%2fpasswd',
    'app://goalpost/link.txt',
    'app://goalpost/index.html%00.js',
    'app://goalpost/%',
    'app://goalpost/assets',
    'app://elsewhere/index.html',
    'https://goalpost/index.html',
    'not a url',
  ])('are nothing else: %s', async (url) => {
    expect(await place().get(url)).toMatchObject({ status: 404 });
  });

  it('carry a translation as data that no markup in it can leave', async () => {
    const { root } = place();
    const translation = { language: 'de', messages: { Draft: '</script>Entwurf' }, plurals: {} };
    const { body } = await pageFor(root, { method: 'GET', url: 'app://goalpost/' }, translation);
    const [, json = ''] = /<script type="application\/json" id="translation">(.*?)<\/script><\/head>/.exec(String(body)) ?? [];
    expect(JSON.parse(json)).toEqual(translation);
  });

  it('are only read', async () => {
    expect(await place().get('app://goalpost/', 'POST')).toMatchObject({ status: 405 });
  });
});

describe('the page that tells a fault', () => {
  it('shows the sentence as text', () => {
    const { status, body } = faultPage('Cannot open', '<script>alert("x")</script> & more');
    expect(status).toBe(503);
    expect(body).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more');
  });
});
