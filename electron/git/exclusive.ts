const tails = new Map<string, Promise<unknown>>();

/** One call at a time per key, in the order they came: a kept index has no other guard against two scans at once. */
export async function exclusive<T>(key: string, work: () => Promise<T>): Promise<T> {
  const mine = (tails.get(key) ?? Promise.resolve()).then(work);
  const tail = mine.catch(() => undefined);
  tails.set(key, tail);
  try {
    return await mine;
  } finally {
    if (tails.get(key) === tail) tails.delete(key);
  }
}

/** `Promise.all` that answers or throws only when every part has ended, so that no git command outlives the call it belongs to. */
export async function together<T extends readonly unknown[]>(parts: { readonly [K in keyof T]: Promise<T[K]> }): Promise<T> {
  await Promise.allSettled(parts);
  return (await Promise.all(parts)) as unknown as T;
}
