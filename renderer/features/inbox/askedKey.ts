/** Names one asking: the same question asked again later is another. `key` is the inbox row's. */
export function askedKey({ key, since }: { readonly key: string; readonly since: number }): string {
  return `${key}@${since}`;
}
