import { Problem } from '../errors/problem.ts';
import { fileSize } from '../ui/index.ts';
import { sameRequest } from './access-log.ts';
import { arrivedLike } from './request-headers.ts';

/** 413: more was sent than is taken. */
function tooLarge(mostBytes: number): Problem {
  const most = fileSize(mostBytes);
  return new Problem(413, {
    es: `El envío pasa del tamaño que aceptamos aquí: ${most}.`,
    en: `What was sent is larger than what we take here: ${most}.`,
  });
}

/**
 * A request whose body is no larger than this. Where the client says how long it is, nothing is read yet, and the server
 * takes no more than was said; otherwise the body is read as far as it may go.
 * @throws Problem 413
 */
export async function bounded(request: Request, mostBytes: number): Promise<Request> {
  if (!request.body) return request;
  const said = request.headers.get('content-length');
  if (said !== null && !request.headers.has('transfer-encoding')) {
    if (Number(said) > mostBytes) throw tooLarge(mostBytes);
    return request;
  }
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body) {
    size += piece.length;
    if (size > mostBytes) throw tooLarge(mostBytes);
    pieces.push(piece);
  }
  const copy = new Request(request, { body: Buffer.concat(pieces) });
  return sameRequest(arrivedLike(copy, request), request);
}
