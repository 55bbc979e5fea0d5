export async function measureSoak(): Promise<void> {}
