import type { ModelRequest, TranscriptItem } from '../../shared/provider/model';
import { REVIEW_TOOL } from '../../shared/thread/review/request';

/** One criterion as a script answers it. `cites` names checks, whose latest record is cited, or `diff`. */
export interface ScriptedCriterion {
  readonly answer: 'met' | 'not met' | 'cannot tell';
  readonly cites: readonly string[];
  readonly why: string;
}

/** Criteria as the request numbers them: a number alone on its line, which no line of data can be. */
const CRITERION = /^(\d+)\.$/gm;

/** A review as a model would report it. What the script does not answer, it cannot tell; ids are read from the request. */
export function scriptedReview(answers: readonly ScriptedCriterion[], request: ModelRequest): TranscriptItem {
  const text = request.items.flatMap((item) => (item.type === 'message' ? [item.text] : [])).join('\n');
  const criteria = [...text.matchAll(CRITERION)].map((match, index) => {
    const { answer, cites, why } = answers[index] ?? {
      answer: 'cannot tell',
      cites: [],
      why: 'The scripted agent judges nothing.',
    };
    return { n: Number(match[1]), answer, why, evidence: cites.flatMap((name) => idOf(text, name) ?? []) };
  });
  return { type: 'tool_call', call: 'review', name: REVIEW_TOOL, arguments: JSON.stringify({ criteria }) };
}

function idOf(text: string, name: string): string | undefined {
  if (name === 'diff') return /^Diff since the start of the goal, cited as (\S+):$/m.exec(text)?.[1];
  const records = [...text.matchAll(/^- (e\d+): the \w+ check (\S+),/gm)];
  return records.findLast((record) => record[2] === name)?.[1];
}

/** `{evidence:means}` in a call's arguments is the last record of that check that the conversation tells of as passing. */
export function withEvidence(json: string, items: readonly TranscriptItem[]): string {
  return json.replace(/\{evidence:([a-z0-9-]+)\}/g, (named, check: string) => {
    const told = items.flatMap((item) =>
      item.type === 'tool_result' ? [...item.output.matchAll(/^(\S+) passes.*\[evidence (e\d+)\]/gm)] : [],
    );
    return told.findLast((match) => match[1] === check)?.[2] ?? named;
  });
}
