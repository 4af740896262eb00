import { emptyRoot, nodeHash } from './merkle.ts';

/**
 * The right edge of a growing tree: what is needed to add leaves one by one and to give the root after each, in
 * memory that grows with the logarithm of the size.
 */
export interface Frontier {
  readonly size: number;
  /** Adds a leaf. `onNode` is told of each perfect subtree that it completes, from the leaf itself upwards. */
  push(leaf: Uint8Array, onNode?: (level: number, index: number, hash: Uint8Array) => void): void;
  root(): Uint8Array;
  /** One that grows on its own from here. */
  copy(): Frontier;
}

interface Subtree {
  level: number;
  hash: Uint8Array;
}

function frontierOf(start: readonly Subtree[], from: number): Frontier {
  const subtrees = [...start];
  let size = from;
  return {
    get size() {
      return size;
    },
    push(leaf, onNode) {
      let index = size;
      let node: Subtree = { level: 0, hash: leaf };
      onNode?.(0, index, leaf);
      for (let left = subtrees.at(-1); left?.level === node.level; left = subtrees.at(-1)) {
        subtrees.pop();
        index = Math.floor(index / 2);
        node = { level: node.level + 1, hash: nodeHash(left.hash, node.hash) };
        onNode?.(node.level, index, node.hash);
      }
      subtrees.push(node);
      size += 1;
    },
    root() {
      if (subtrees.length === 0) return emptyRoot;
      return subtrees.map(({ hash }) => hash).reduceRight((right, left) => nodeHash(left, right));
    },
    copy: () => frontierOf(subtrees, size),
  };
}

export function emptyFrontier(): Frontier {
  return frontierOf([], 0);
}
