import { z } from 'zod';

/** A check's id: it names files and rows, so it is short and plain. */
export const CheckId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/i, 'use letters, digits, - and _, at most 64')
  .meta({ description: 'Names the check in evidence and in answers; unique in the contract.', examples: ['checkout-p95'] });
