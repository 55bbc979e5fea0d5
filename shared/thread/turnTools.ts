import { DRAFT_TOOLS, GOAL_TOOLS, PLAN_TOOLS, THREAD_TOOLS } from '../tools/arguments';
import type { ThreadState } from './state';

/** The tools that the open turn may call: all that is carried out when it calls. */
export function turnTools({ turn, goal }: ThreadState): readonly string[] {
  switch (turn?.kind) {
    case 'plan':
      return [...PLAN_TOOLS];
    case 'draft':
      return [...DRAFT_TOOLS];
    default: {
      const tools = goal?.contract.boundaries.tools;
      return GOAL_TOOLS.filter(
        (name) => tools === undefined || tools.includes(name) || THREAD_TOOLS.has(name) || asksForCommands(name, tools),
      );
    }
  }
}

/** Who may run commands may ask what they may touch. */
function asksForCommands(name: string, tools: readonly string[]): boolean {
  return name === 'request_permission' && tools.includes('shell');
}

/** Of these, what the model is told of: a ledger of claims is only for research, and a call of it elsewhere is told so. */
export function offeredTools(state: ThreadState): readonly string[] {
  const tools = turnTools(state);
  return state.goal?.contract.research ? tools : tools.filter((name) => name !== 'record_claim');
}

/** Why a call is refused, in a sentence for the model. */
export function notAllowed(state: ThreadState, name: string): string {
  const tools = turnTools(state).join(', ');
  switch (state.turn?.kind) {
    case 'plan':
      return `${name} is not available in plan mode, which only looks: ${tools}. Say in the plan what you would do.`;
    case 'draft':
      return `${name} is not available while a contract is drafted, which only looks: ${tools}. Propose the contract from what you can read.`;
    default:
      return name === 'propose_contract'
        ? 'propose_contract is for drafting a goal. This goal is active, and only the user edits its contract.'
        : `The contract's boundaries do not allow the tool ${name}; allowed: ${state.goal?.contract.boundaries.tools?.join(', ')}.`;
  }
}
