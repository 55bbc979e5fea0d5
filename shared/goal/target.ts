/** What a metric is compared with: `< 120`, `>= 0.95`, `== 0`. */
export const TARGET_PATTERN = /^(<=|>=|<|>|==|!=)\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/i;

export interface Target {
  readonly operator: '<' | '<=' | '>' | '>=' | '==' | '!=';
  readonly bound: number;
}

export function parseTarget(text: string): Target {
  const match = TARGET_PATTERN.exec(text.trim());
  if (!match) throw new Error(`not a target: ${text}`);
  return { operator: match[1] as Target['operator'], bound: Number(match[2]) };
}

export function targetHolds(target: Target, value: number): boolean {
  switch (target.operator) {
    case '<':
      return value < target.bound;
    case '<=':
      return value <= target.bound;
    case '>':
      return value > target.bound;
    case '>=':
      return value >= target.bound;
    case '==':
      return value === target.bound;
    case '!=':
      return value !== target.bound;
  }
}
