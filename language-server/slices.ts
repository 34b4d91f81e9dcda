import { ResponseError, LSPErrorCodes } from 'vscode-languageserver/node';

/** What a request is told about its being wanted still. */
export interface Wanted {
  readonly isCancellationRequested: boolean;
}

/** How long the server's thread is kept at most before it looks for messages: well within what cancelling may take (10 ms). */
const sliceMilliseconds = 3;

/**
 * Runs work that yields between its steps (a line, a cue) in slices, so that typing and cancelling never wait behind it.
 * Rejects with `RequestCancelled` when the client takes the request back, and with `ContentModified` when `isStale`
 * says that the script has changed under it.
 */
export async function inSlices<Result>(
  work: Generator<undefined, Result, undefined>,
  wanted: Wanted,
  isStale: () => boolean = () => false,
): Promise<Result> {
  for (;;) {
    const until = performance.now() + sliceMilliseconds;
    do {
      const step = work.next();
      if (step.done === true) return step.value;
    } while (performance.now() < until);
    // A message is read in one turn of the event loop and carried out in the next.
    await nextTurn();
    await nextTurn();
    if (wanted.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    if (isStale()) throw new ResponseError(LSPErrorCodes.ContentModified, 'the script has changed');
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Runs such work to its end at once: for tests and small scripts. */
export function atOnce<Result>(work: Generator<undefined, Result, undefined>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
