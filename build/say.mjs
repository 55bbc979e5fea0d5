/**
 * One line for people, on stderr: stdout belongs to the program that is about to start (`--json` prints nothing else there).
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}
