/**
 * The agent's terminal, in cells. 100 columns are what programs lay tables out for and what fits beside the contract panel in a
 * window 1440 wide; the rows are a full screen's, so that a pager does not stop early.
 */
export const AGENT_TERMINAL = { cols: 100, rows: 40 } as const;
