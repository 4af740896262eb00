/**
 * Something the person at the terminal can mend: shown as its message alone, without a stack trace.
 * `exitCode` is 2 for bad arguments or settings, 1 for everything else.
 */
export class StartError extends Error {
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartError';
    this.exitCode = exitCode;
  }
}
