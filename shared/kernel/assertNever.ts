/** Ends a switch over a union, so that a new variant is a type error at every place that must change. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected variant: ${JSON.stringify(value)}`);
}
