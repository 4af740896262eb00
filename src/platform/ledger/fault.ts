/** The ledger's records contradict each other or what was signed. Nothing may be signed on top of that. */
export class LedgerFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LedgerFault';
  }
}
