import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { type Translation, t } from '../../shared/words/t';

/** Where the app's own pages come from. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'goalpost';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** What is sent for one request of a page. */
export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | string;
}

/** What is built into out/renderer; anything else is sent as bytes, which no page then runs or renders. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

const INDEX = 'index.html';

/** Answers a request for one of our pages out of `root`, which get what they are to speak, if it is not English. Never throws for what a page asks for. */
export async function pageFor(
  root: string,
  request: { readonly method: string; readonly url: string },
  translation?: Translation,
): Promise<Page> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Only reading is possible here.');
  const file = await fileFor(root, request.url);
  if (file === undefined) return plain(404, 'There is no such file.');
  try {
    const bytes = await readFile(file);
    return file.endsWith('.html') ? htmlPage(200, withTranslation(bytes.toString('utf8'), translation)) : asset(file, bytes);
  } catch (thrown) {
    if (!(thrown instanceof Error) || !('code' in thrown)) throw thrown;
    return plain(404, 'There is no such file.');
  }
}

/** A page that says one thing, without any script, in the colours of `tokens.css`. `title` and `message` are text, not markup. */
export function faultPage(title: string, message: string): Page {
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Goalpost</title>
<meta name="csp-nonce" content=""><style nonce="">:root{color-scheme:light dark;background:light-dark(#fff,#17181b)}
body{font:13px/20px system-ui,sans-serif;margin:48px;max-width:632px;color:light-dark(#51555f,#b2b5be)}
h1{font-size:16px;line-height:24px;font-weight:600;margin:0 0 8px;color:light-dark(#17181c,#ececef)}p{margin:0 0 16px;overflow-wrap:anywhere}
a{color:light-dark(#4450bd,#99a4f5);font-weight:500;text-decoration:none}a:focus-visible{outline:2px solid;outline-offset:2px;border-radius:3px}</style></head>
<body><main><h1>${escaped(title)}</h1><p role="alert">${escaped(message)}</p><p><a href="${APP_ORIGIN}/">${escaped(t`Try again`)}</a></p></main></body></html>`;
  return htmlPage(503, body);
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** Which file a URL means; undefined for whatever is not plainly a file below `root`, links that lead out of it included. */
async function fileFor(root: string, url: string): Promise<string | undefined> {
  const path = pathIn(url);
  if (path === undefined) return undefined;
  try {
    const top = await realpath(root);
    const file = await realpath(join(top, path === '' ? INDEX : path));
    return file.startsWith(top + sep) ? file : undefined;
  } catch (thrown) {
    if (!(thrown instanceof Error) || !('code' in thrown)) throw thrown;
    return undefined;
  }
}

/** The decoded path below the root, as segments that each name something: no dots, no separators hidden in an escape. */
function pathIn(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, pathname } = new URL(url);
  if (protocol !== `${APP_SCHEME}:` || host !== APP_HOST) return undefined;
  const decoded = decode(pathname.replace(/^\//, ''));
  if (decoded === undefined || /[\\\0:]/.test(decoded)) return undefined;
  const strange = decoded !== '' && decoded.split('/').some((part) => part === '' || part === '.' || part === '..');
  return strange ? undefined : decoded;
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch (thrown) {
    if (thrown instanceof URIError) return undefined;
    throw thrown;
  }
}

/** As data that no script runs: `renderer/language.ts` reads it before anything on the page speaks. */
function withTranslation(html: string, translation: Translation | undefined): string {
  if (translation === undefined) return html;
  const json = JSON.stringify(translation).replaceAll('<', '\\u003c');
  return html.replace('</head>', () => `<script type="application/json" id="translation">${json}</script></head>`);
}

/** Every page load has a nonce of its own, in the header and where the page's scripts find it for the styles they make. */
function htmlPage(status: number, html: string): Page {
  const nonce = randomBytes(16).toString('base64');
  const body = html
    .replace(/(<meta name="csp-nonce" content=")"/, `$1${nonce}"`)
    .replace(/<style nonce="">/g, `<style nonce="${nonce}">`);
  return {
    status,
    headers: {
      ...commonHeaders('text/html; charset=utf-8'),
      'Content-Security-Policy': contentSecurity(nonce),
      'Cache-Control': 'no-store',
    },
    body,
  };
}

/**
 * Scripts and workers from the app's files alone, never inline. Styles that components make at run time carry the nonce; attributes
 * may be inline because terminals and editors place every line by one. Nothing is fetched from anywhere else.
 */
export function contentSecurity(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function asset(file: string, body: Uint8Array<ArrayBuffer>): Page {
  const type = TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
  return { status: 200, headers: { ...commonHeaders(type), 'Cache-Control': 'no-cache' }, body };
}

function plain(status: number, body: string): Page {
  return { status, headers: commonHeaders('text/plain; charset=utf-8'), body };
}

function commonHeaders(type: string): Readonly<Record<string, string>> {
  return { 'Content-Type': type, 'X-Content-Type-Options': 'nosniff', 'Cross-Origin-Opener-Policy': 'same-origin' };
}
