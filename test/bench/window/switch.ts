export async function measureSwitch(): Promise<void> {}
