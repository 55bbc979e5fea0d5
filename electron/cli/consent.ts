import { createInterface } from 'node:readline/promises';
import { err, ok, type Result } from '../../shared/kernel/result';
import { isWaiverPhrase, waiverPhrase } from '../../shared/thread/waiver';
import type { Workspace } from '../git/git';

/** What giving up the sandbox means, before it is typed. */
const MEANS =
  'Without a sandbox the commands of this goal, and its checks, can read, change and send whatever you can: your keys, your other files, the network.';

/**
 * The words by which a person gives the sandbox up for one goal, as `--without-sandbox` carries them, or as they are typed now at a
 * terminal; undefined where it was not asked for. Anything else is an error that says what to type (law 5).
 */
export async function consentTo(
  workspace: Pick<Workspace, 'root'>,
  given: string | true | undefined,
): Promise<Result<string | undefined, string>> {
  if (given === undefined) return ok(undefined);
  const place = { source: { root: workspace.root, gitDir: '', commonDir: '' } };
  const phrase = waiverPhrase(place);
  const words = given === true ? await typed(phrase) : given;
  if (words !== undefined && isWaiverPhrase(place, words)) return ok(words);
  return err(`The sandbox is kept. To give it up for this goal, type exactly: ${phrase}`);
}

/** Undefined where nobody sits at a terminal: a pipe can give no consent. */
async function typed(phrase: string): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await asking.question(`${MEANS}\nType “${phrase}” to go on: `);
  } finally {
    asking.close();
  }
}
