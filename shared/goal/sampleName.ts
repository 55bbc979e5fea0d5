import { z } from 'zod';

/** The sample goals: a service to make faster, and a table to reproduce. Files, scripted agent and data folder go by this name. */
export const SampleName = z.enum(['checkout', 'seedlings']);
export type SampleName = z.infer<typeof SampleName>;
