// Opens the app that the command line names (its folder, or its main file), as the program inside Electron's own download does.
// Electron is ready only after this module has been evaluated, so the app may still do what must come before that.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const BAD_USAGE = 64;
const named = process.argv.slice(1).find((word) => !word.startsWith('-'));

if (named === undefined) fail(BAD_USAGE, 'Name the folder of an app.');
else
  await open(resolve(named)).catch((cause) => fail(1, cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)));

/** @param {string} path */
async function open(path) {
  const folder = statSync(path).isDirectory() ? path : dirname(path);
  const manifest = readManifest(join(folder, 'package.json'));
  const name = manifest.productName ?? manifest.name;
  if (name !== undefined) {
    app.setName(name);
    app.setPath('userData', join(app.getPath('appData'), name));
  }
  // What Electron's own program does too, and its public types leave out.
  Object.assign(process, { defaultApp: true });
  Reflect.get(app, 'setVersion').call(app, manifest.version ?? '0.0.0');
  Reflect.get(app, 'setAppPath').call(app, folder);
  await import(pathToFileURL(folder === path ? join(folder, manifest.main ?? 'index.js') : path).href);
}

/** @param {string} file @returns {{ name?: string, productName?: string, version?: string, main?: string }} */
function readManifest(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** No dialog: whoever started us may have no eyes. @param {number} exit @param {string} message */
function fail(exit, message) {
  process.stderr.write(`${message}\n`);
  app.exit(exit);
}
