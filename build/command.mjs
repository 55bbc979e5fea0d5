import { spawn } from 'node:child_process';

// Enough of a failed program's output to show its cause.
const TAIL_CHARACTERS = 3_000;

/**
 * Runs a program to its end, stdin closed, and gives back what it said: it is shown only when it went wrong.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ exit: number, output: string }>} exit 127 when it cannot be started; `output` is stdout and stderr in order
 */
export function runCommand(file, args, { cwd = process.cwd(), env = process.env } = {}) {
  const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  /** @type {Buffer[]} */
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
  const output = () => Buffer.concat(chunks).toString('utf8');
  return new Promise((resolve) => {
    child.on('error', (cause) => resolve({ exit: 127, output: `${output()}${cause.message}\n` }));
    child.on('close', (code, signal) => resolve({ exit: code ?? (signal === 'SIGINT' ? 130 : 1), output: output() }));
  });
}

/** The end of a program's output, for people. @param {string} output */
export function tailOf(output) {
  return output.slice(-TAIL_CHARACTERS).trimEnd();
}
