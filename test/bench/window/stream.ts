export async function measureStream(): Promise<void> {}
