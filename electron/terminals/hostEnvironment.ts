import { tmpdir } from 'node:os';

/** What the pty host itself needs; commands have an environment of their own, made by the sandbox. */
const INHERITED = ['PATH', 'HOME', 'LANG'];

/** The whole environment of a pty host. */
export function hostEnvironment(): Record<string, string> {
  const inherited = INHERITED.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(inherited), TMPDIR: tmpdir() };
}
