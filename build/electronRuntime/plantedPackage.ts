import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { RegistryElectron } from './registryElectron.mjs';

/** For tests of the runtime: a clone with an `electron` package, an empty cache, and an npm that brings a small stand-in. */
export interface Planted {
  readonly root: string;
  readonly cache: string;
  readonly fallback: RegistryElectron;
  /** What set-up's npm is found by. */
  readonly npm: string;
  /** Writes below the clone's electron package. */
  write(path: string, text: string): void;
  /** How often npm was asked. */
  fetches(): number;
  remove(): void;
}

const FUSES = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** A program as far as fuses go: version 1, eight of them, as the real one has them. */
export const PROGRAM = `#!/bin/sh\n# ${FUSES}\x01\x0810100011\n`;
export const PROGRAM_SET = `#!/bin/sh\n# ${FUSES}\x01\x0810110001\n`;

export function plantRuntime(): Planted {
  const root = mkdtempSync(join(tmpdir(), 'goalpost runtime-'));
  const zip = join(root, 'their.zip');
  writeFileSync(zip, zipOf(THEIRS));
  const npm = join(root, 'npm', 'npm-cli.cjs');
  write(npm, npmScript(zip, join(root, 'fetches')));
  const electron = join(root, 'node_modules', 'electron');
  write(join(electron, 'package.json'), '{ "name": "electron", "version": "45.4.1" }');
  return {
    root,
    cache: join(root, 'cache of ours'),
    fallback: { ...STAND_IN, integrity: `sha512-${createHash('sha512').update(readFileSync(zip)).digest('base64')}` },
    npm,
    write: (path, text) => write(join(electron, path), text),
    fetches: () => (existsSync(join(root, 'fetches')) ? readFileSync(join(root, 'fetches'), 'utf8').length : 0),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

const STAND_IN = {
  name: '@their/app',
  version: '1.0.0',
  zip: 'app.zip',
  folder: 'Their',
  program: 'Their',
  electron: '33.2.1',
  megabytes: 1,
};

const THEIRS: Readonly<Record<string, string>> = {
  'Their/Their': PROGRAM,
  'Their/locales/de.pak': 'locale',
  'Their/browser_v8_context_snapshot.bin': 'their code',
  'Their/resources/app-update.yml': 'their updates',
  'Their/resources/app/index.js': 'their code',
};

/** Like `npm ci`: brings the package, and refuses it when the lock file names another digest. */
function npmScript(zip: string, count: string): string {
  return `
const { appendFileSync, copyFileSync, mkdirSync, readFileSync } = require('node:fs');
const { createHash } = require('node:crypto');
appendFileSync(${JSON.stringify(count)}, '.');
if (process.env.NPM_FAILS) { console.error('npm error code ENOTFOUND\\nnpm error more'); process.exit(1); }
const [, wanted] = Object.entries(JSON.parse(readFileSync('package-lock.json', 'utf8')).packages)[1];
const got = 'sha512-' + createHash('sha512').update(readFileSync(${JSON.stringify(zip)})).digest('base64');
if (wanted.integrity !== got) { console.error('npm error code EINTEGRITY'); process.exit(1); }
mkdirSync('node_modules/@their/app', { recursive: true });
copyFileSync(${JSON.stringify(zip)}, 'node_modules/@their/app/app.zip');
`;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}

/** A zip whose entries are stored as they are. */
function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text, 'latin1');
    const head = header(0x04034b50, 30, name, data);
    const entry = header(0x02014b50, 46, name, data);
    entry.writeUInt16LE(0x0314, 4); // made on Unix, so that the mode below counts
    entry.writeUInt32LE((0o100755 << 16) >>> 0, 38);
    entry.writeUInt32LE(offset, 42);
    local.push(head, data);
    central.push(entry);
    offset += head.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  for (const at of [8, 10]) end.writeUInt16LE(central.length, at);
  end.writeUInt32LE(Buffer.concat(central).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, ...central, end]);
}

/** The fields that a local and a central header share stand at the same distance from their start, two bytes apart. */
function header(signature: number, size: number, name: string, data: Buffer): Buffer {
  const fields = Buffer.alloc(size);
  const shift = size === 46 ? 2 : 0;
  fields.writeUInt32LE(signature, 0);
  fields.writeUInt16LE(20, 4 + shift);
  fields.writeUInt32LE(crc32(data), 14 + shift);
  fields.writeUInt32LE(data.length, 18 + shift);
  fields.writeUInt32LE(data.length, 22 + shift);
  fields.writeUInt16LE(name.length, 26 + shift);
  return Buffer.concat([fields, Buffer.from(name)]);
}
