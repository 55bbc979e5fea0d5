export async function measureScroll(): Promise<void> {}
