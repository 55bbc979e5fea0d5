/** Where a command writes. stdout is for what was asked; everything else (faults, set-up words) goes to stderr. */
export interface Output {
  readonly out: (line: string) => void;
  readonly fault: (line: string) => void;
  readonly color: boolean;
}

/** Output to a reader that has gone (`| head`) goes nowhere; that is not a fault of ours to die of. */
export function processOutput(): Output {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', tolerateGoneReader);
  const { NO_COLOR } = process.env;
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    fault: (line) => void process.stderr.write(`goalpost: ${line}\n`),
    color: process.stdout.isTTY === true && (NO_COLOR === undefined || NO_COLOR === ''),
  };
}

function tolerateGoneReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
}
