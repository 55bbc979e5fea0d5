import type { Verdict } from '../../../shared/goal/lint/score';
import { t } from '../../../shared/words/t';

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = { weak: t`weak`, workable: t`workable`, strong: t`strong` };
