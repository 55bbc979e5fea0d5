/** How the library's line ends its mounts: /proc is made last, and the command follows. */
const LAST_MOUNT = ' --proc /proc -- ';

/**
 * Makes the kernel's settings read-only in a finished bubblewrap line. bubblewrap covers what of /proc may be written, but looks at the
 * folder's own mode, and /proc/sys cannot be written as a folder: where the app runs as root, so does the command in the kernel's eyes,
 * and could set `core_pattern` to a program that the kernel then starts outside of every sandbox. Throws where the line is another.
 */
export function withReadOnlySettings(line: string): string {
  if (!line.includes(LAST_MOUNT)) throw new Error('the sandbox line has no /proc of its own');
  return line.replace(LAST_MOUNT, ' --proc /proc --ro-bind /proc/sys /proc/sys -- ');
}
