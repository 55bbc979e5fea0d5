/** Where a command writes. stdout is for what was asked; everything else (faults, set-up words) goes to stderr. */
export interface Output {
  readonly out: (line: string) => void;
  readonly fault: (line: string) => void;
  readonly color: boolean;
}

export function processOutput(): Output {
  const { NO_COLOR } = process.env;
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    fault: (line) => void process.stderr.write(`goalpost: ${line}\n`),
    color: process.stdout.isTTY === true && (NO_COLOR === undefined || NO_COLOR === ''),
  };
}
