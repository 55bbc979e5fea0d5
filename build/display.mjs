// Where a window can be shown: the user's display, or a virtual one of our own. It owns the Xvfb that it starts.
import { spawn } from 'node:child_process';

// Larger than any window that a test opens, so that none is cut.
const SCREEN = '1920x1200x24';
// Xvfb is there in a tenth of a second; a machine under full load needs more, a broken one never answers.
const START_MS = 20_000;

/**
 * True where a window can be shown. Linux alone says so in the environment; elsewhere whoever can start us has a screen.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

/**
 * Starts Xvfb on a display number that it chooses itself. It ends with `end()`, and with our process however that dies: its shell
 * waits on a pipe that only we hold open.
 * @returns {Promise<{ ok: true, display: string, end: () => Promise<void> } | { ok: false, message: string }>} `display`: such as ":99"
 */
export async function openDisplay() {
  const script = `Xvfb -displayfd 3 -screen 0 ${SCREEN} -nolisten tcp <&- & xvfb=$!; exec 3>&-; trap : TERM INT HUP; read -r _; kill $xvfb; wait $xvfb`;
  const shell = spawn('sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => shell.once('close', resolve).once('error', resolve));
  const end = async () => {
    shell.stdin?.end();
    await ended;
  };
  const number = await displayNumber(shell);
  if (number !== undefined) return { ok: true, display: `:${number}`, end };
  await end();
  return {
    ok: false,
    message: 'The virtual display did not start. Install Xvfb (on Debian: apt-get install xvfb), or set DISPLAY.',
  };
}

/** @param {import('node:child_process').ChildProcess} shell @returns {Promise<string | undefined>} */
function displayNumber(shell) {
  const pipe = shell.stdio[3];
  let text = '';
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), START_MS);
    const settle = (/** @type {string | undefined} */ number) => {
      clearTimeout(timer);
      resolve(number);
    };
    shell.on('error', () => settle(undefined));
    // Closed without a number: Xvfb is missing or has failed.
    pipe?.on('end', () => settle(undefined));
    pipe?.on('data', (chunk) => {
      text += String(chunk);
      if (text.endsWith('\n')) settle(text.trim() || undefined);
    });
  });
}
