import { z } from 'zod';

/** Parameters of a method that is about one thread; those that take more extend it. */
export const ThreadOnly = z.strictObject({ thread: z.string().min(1).max(64) });
