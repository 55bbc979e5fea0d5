import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Listening } from './modelServer';
import { BENCH_CONTRACT, benchPlace } from './place';
import { startRole } from './roleProcess';

/** MB of memory; `own` is the program's resident size, `tree` its and its helper's, shared pages counted once. */
export interface IdleMemory {
  readonly own: number;
  readonly tree: number;
}

/** How long after its last act a program is looked at: its garbage may go, and nothing is awaited any more. */
const SETTLE_MS = 3_000;

const BYTES_PER_KB = 1024;
const BYTES_PER_MB = 1_000_000;

/** `goalpost run` as people start it, on a goal whose agent waits for an hour. */
export async function idleMemory(): Promise<IdleMemory> {
  const place = benchPlace();
  const model = startRole('model');
  const { baseUrl } = await model.ask<Listening>({ order: 'listen', habit: 'wait' });
  const { objective, ...front } = BENCH_CONTRACT;
  const contract = join(place.root, 'goal.md');
  writeFileSync(contract, `---\n${JSON.stringify(front)}\n---\n${objective}\n`);
  const args = [
    'bin/goalpost.mjs',
    'run',
    contract,
    '--workspace',
    place.workspace,
    '--data',
    place.data,
    '--model',
    'bench',
    '--json',
  ];
  const env = { ...process.env, OPENAI_API_KEY: 'sk-bench', OPENAI_BASE_URL: baseUrl };
  const child = spawn(process.execPath, [...args, '--accept-baseline'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    await said(child.stdout, '"wait.started"');
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const pids = treeOf(child.pid ?? 0);
    return { own: resident(child.pid ?? 0), tree: pids.reduce((sum, pid) => sum + proportional(pid), 0) };
  } finally {
    child.kill('SIGINT');
    await ended;
    await model.end();
    place.dispose();
  }
}

async function said(output: NodeJS.ReadableStream, words: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const lines = createInterface(output);
    lines.on('line', (line) => (line.includes(words) ? resolve() : undefined));
    lines.once('close', () => reject(new Error(`goalpost ended without ${words}`)));
  });
}

function resident(pid: number): number {
  return kilobytes(`/proc/${pid}/status`, 'VmRSS');
}

function proportional(pid: number): number {
  return kilobytes(`/proc/${pid}/smaps_rollup`, 'Pss');
}

function kilobytes(file: string, name: string): number {
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  return (Number(/\d+/.exec(line ?? '')?.[0]) * BYTES_PER_KB) / BYTES_PER_MB;
}

function treeOf(root: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => [Number(pid), parentOf(pid)] as const);
  const children = (of: number): number[] =>
    parents.filter(([, parent]) => parent === of).flatMap(([pid]) => [pid, ...children(pid)]);
  return [root, ...children(root)];
}

function parentOf(pid: string): number {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return 0;
  }
}
