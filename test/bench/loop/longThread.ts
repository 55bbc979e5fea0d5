export async function openLongThread(): Promise<void> {}
