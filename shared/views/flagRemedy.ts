import type { BaselineFlag } from '../thread/question';
import { t } from '../words/t';

const REMEDIES: Readonly<Record<BaselineFlag['flag'], string>> = {
  vacuous: t`It proves nothing: tighten its target, or let it guard a constraint.`,
  already_red: t`Nobody could tell who broke it: repair it first, or let it prove the outcome.`,
  broken: t`Correct what it runs, or what it may reach.`,
};

/** What its author can do about a check that the untouched tree speaks against. */
export function flagRemedy({ flag }: BaselineFlag): string {
  return REMEDIES[flag];
}
