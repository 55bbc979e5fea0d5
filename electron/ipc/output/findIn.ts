import { createContext, Script } from 'node:vm';
import { err, ok, type Result } from '../../../shared/kernel/result';
import type { Fault } from '../ipc';

export interface Wanted {
  readonly text: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
}

export interface Hit {
  /** Which of the lines, from 0. */
  readonly nth: number;
  readonly column: number;
  readonly length: number;
}

/**
 * What one batch may take, in milliseconds: a hundred times what an expression takes that is no trap. One that tries every way through a
 * line would else hold up the whole app.
 */
const PATIENCE_MS = 500;

const SLOW = {
  code: 'slow_search',
  message: 'This expression takes too long on a line of the output. Say more exactly what is looked for.',
};

/** Looks through the lines of a text, for at most `most` hits; refused where its expression takes too long. */
export type FindIn = (text: string, most: number) => Result<readonly Hit[], Fault>;

export function createFindIn(wanted: Wanted): Result<FindIn, Fault> {
  const made = expressionOf(wanted);
  if (!made.ok) return made;
  const { value: expression } = made;
  // Words stand on one line; where a text holds none of them, its lines need not be taken apart.
  const mayHold = (text: string) => wanted.regex || text.search(expression) >= 0;
  const inTime = withinPatience();
  return ok((text, most) => inTime(() => (mayHold(text) ? hitsIn(text.split('\n'), expression, most) : [])));
}

function expressionOf({ text, regex, matchCase }: Wanted): Result<RegExp, Fault> {
  try {
    const source = regex ? text : text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    return ok(new RegExp(source, matchCase ? 'gu' : 'giu'));
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    return err({ code: 'bad_expression', message: `This is no regular expression: ${reasonOf(thrown)}.` });
  }
}

/** The engine repeats the expression before its reason. */
function reasonOf({ message }: SyntaxError): string {
  return message.slice(message.lastIndexOf(': ') + 2).toLowerCase();
}

function hitsIn(lines: readonly string[], expression: RegExp, most: number): readonly Hit[] {
  const hits: Hit[] = [];
  for (let nth = 0; nth < lines.length && hits.length < most; nth += 1) {
    expression.lastIndex = 0;
    const line = lines[nth] ?? '';
    for (let found = expression.exec(line); found && hits.length < most; found = expression.exec(line)) {
      // Nothing is found everywhere; to show it would help nobody.
      if (found[0] === '') expression.lastIndex += 1;
      else hits.push({ nth, column: found.index, length: found[0].length });
    }
  }
  return hits;
}

// An engine's search cannot be stopped from the same thread; a script of its own can be given a time, and what it calls is within it.
const SCRIPT = new Script('look()');

/** One realm for all batches of a search: to make one takes as long as to look through a batch. */
function withinPatience(): (look: () => readonly Hit[]) => Result<readonly Hit[], Fault> {
  const realm: { look?: () => readonly Hit[] } = createContext({});
  return (look) => {
    realm.look = look;
    try {
      return ok(SCRIPT.runInContext(realm, { timeout: PATIENCE_MS }));
    } catch (thrown) {
      // It may be an error of the script's own realm, which is no instance of ours.
      if ((thrown as { readonly code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return err(SLOW);
      throw thrown;
    }
  };
}
