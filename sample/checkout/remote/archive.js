/** Files receipts and numbers them without gaps. */
export function createArchive(travel) {
  const receipts = [];

  return {
    async file(receipt) {
      await travel('archive');
      const filed = { number: `R-${String(receipts.length + 1).padStart(5, '0')}`, ...receipt };
      receipts.push(filed);
      return filed;
    },

    /** For tests and the benchmark: every receipt, in order. */
    receipts: () => [...receipts],
  };
}
