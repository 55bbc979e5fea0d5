import { BOUNDARY_RULES } from './boundaryRules';
import { BUDGET_RULES } from './budgetRules';
import { CONSTRAINT_RULES } from './constraintRules';
import type { Rule } from './finding';
import { METRIC_RULES } from './metricRules';
import { OUTCOME_RULES } from './outcomeRules';
import { PLACEHOLDER_RULES } from './placeholderRules';
import { POLICY_RULES } from './policyRules';
import { SCALE_RULES } from './scaleRules';
import { TARGET_RULES } from './targetRules';
import { TIMEOUT_RULES } from './timeoutRules';
import { VERIFICATION_RULES } from './verificationRules';

/** Every rule, in the order in which findings are told. Ids are part of the command line's interface: add, never rename. */
export const RULES: readonly Rule[] = [
  ...OUTCOME_RULES,
  ...SCALE_RULES,
  ...VERIFICATION_RULES,
  ...METRIC_RULES,
  ...TARGET_RULES,
  ...TIMEOUT_RULES,
  ...CONSTRAINT_RULES,
  ...BOUNDARY_RULES,
  ...POLICY_RULES,
  ...BUDGET_RULES,
  ...PLACEHOLDER_RULES,
];
